/* mtqc config: what is in force for a translation, and where it is said, in the form of a configuration. */
#include "config.h"

#include <string.h>

static const char usage[] = "usage: mtqc config [OPTION]... [TRANSLATION]";

static void print_setting(cli_output *output, const char *key, const char *value, const char *where) {
  cli_output_print(output, "%s = %-*s ; %s\n", key, strlen(key) < 28 ? 28 - (int)strlen(key) : 0, value,
                   where);
}

static void print_line(cli_output *output, const cli_setting *setting) {
  char where[300];
  snprintf(where, sizeof where, *setting->glob ? "line %u, for %.200s" : "line %u", setting->line,
           setting->glob);
  print_setting(output, setting->key, setting->value, where);
}

static const char *default_of(const char *key) {
  for (size_t row = 0; row < mtqc_option_count(); row++)
    if (strcmp(mtqc_option_name(row), key) == 0) return mtqc_option_default(row);
  return "";
}

/* The last setting of a key counts; of keys that add up, all do. */
static void print_key(cli_output *output, const cli_config *config, const char *key,
                      const char *translation) {
  const cli_setting *last = NULL;
  for (size_t i = 0; i < config->count; i++) {
    const cli_setting *setting = &config->settings[i];
    if (strcmp(setting->key, key) != 0 || !cli_config_fits(config, setting, translation)) continue;
    if (cli_config_adds_up(key)) print_line(output, setting);
    else last = setting;
  }
  if (last) print_line(output, last);
  else if (!cli_config_adds_up(key)) {
    print_setting(output, key, default_of(key), "default");
  }
}

static int print_all(const cli_config *config, const char *translation) {
  cli_output output;
  if (!cli_output_open(&output, NULL)) return CLI_FAILED;
  cli_output_print(&output, "; %s\n", config->path[0] ? config->path : "there is no .mtqc.ini");
  const char *key;
  for (size_t i = 0; (key = cli_config_key(i)); i++) print_key(&output, config, key, translation);
  return cli_output_close(&output, true) ? CLI_GOOD : CLI_FAILED;
}

/* In one line; languages are no options of the library. */
static const char *meaning_of(const char *key) {
  if (strcmp(key, "source-lang") == 0) return "language of the source (BCP 47)";
  if (strcmp(key, "target-lang") == 0) return "language of the translation (BCP 47)";
  size_t row = 0;
  while (strcmp(mtqc_option_name(row), key) != 0) row++;
  return mtqc_option_help(row);
}

static int print_keys(void) {
  cli_output output;
  if (!cli_output_open(&output, NULL)) return CLI_FAILED;
  const char *key;
  for (size_t i = 0; (key = cli_config_key(i)); i++)
    cli_output_print(&output, "%s\t%s\t%s\n", key, default_of(key), meaning_of(key));
  return cli_output_close(&output, true) ? CLI_GOOD : CLI_FAILED;
}

int cmd_config(int argc, char **argv) {
  cli_options options;
  int code;
  if (cli_options_read(&options, CLI_CONFIG, argc, argv, usage, &code))
    code = options.file_count > 1
               ? cli_fail("config: takes one translation, %d were given", options.file_count)
           : options.keys ? print_keys()
                          : print_all(options.config, options.file_count ? options.files[0] : NULL);
  cli_options_free(&options);
  return code;
}
