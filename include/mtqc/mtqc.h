/* mtqc: checks machine-translated text. This header includes all others, in the order in which one meets them.
 *
 *   mtqc_checker *checker = mtqc_checker_new("ru", "de", NULL, &error);
 *   mtqc_report *report;
 *   if (mtqc_check(checker, source, source_size, target, target_size, &report, &error) == 0) {
 *     for (size_t i = 0; i < mtqc_report_finding_count(report); i++)
 *       puts(mtqc_finding_message(mtqc_report_finding(report, i)));
 *     mtqc_report_free(report);
 *   }
 *   mtqc_checker_free(checker); */
#ifndef MTQC_H
#define MTQC_H

#include <mtqc/common.h>
#include <mtqc/error.h>
#include <mtqc/options.h>
#include <mtqc/checker.h>
#include <mtqc/segment.h>
#include <mtqc/align.h>
#include <mtqc/report.h>
#include <mtqc/suppress.h>
#include <mtqc/writer.h>
#include <mtqc/check.h>
#include <mtqc/score.h>
#include <mtqc/estimate.h>
#include <mtqc/metric.h>
#include <mtqc/bitext.h>
#include <mtqc/lexicon.h>

#endif
