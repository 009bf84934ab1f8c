/* A translation pipeline in C++: several threads share one checker; each takes pairs of segments and keeps those that
 * may be used. Reads lines "source TAB translation" from standard input, prints the lines without a major finding.
 *
 *   pipeline SOURCE_LANGUAGE TARGET_LANGUAGE [THREADS]
 *
 * Build: c++ -std=c++17 pipeline.cpp $(pkg-config --cflags --libs mtqc) -pthread */
#include <mtqc/mtqc.h>

#include <algorithm>
#include <atomic>
#include <iostream>
#include <memory>
#include <string>
#include <thread>
#include <vector>

using Checker = std::unique_ptr<mtqc_checker, decltype(&mtqc_checker_free)>;
using Report = std::unique_ptr<mtqc_report, decltype(&mtqc_report_free)>;

/* Vector<char> and not <bool>: threads write neighbouring elements. */
static void judge(const mtqc_checker *checker, const std::vector<std::string> &lines, size_t first, size_t last,
                  std::vector<char> &good) {
  std::vector<mtqc_text> sources, targets;
  for (size_t i = first; i < last; i++) {
    const size_t tab = std::min(lines[i].find('\t'), lines[i].size()), rest = std::min(tab + 1, lines[i].size());
    sources.push_back({lines[i].data(), tab});
    targets.push_back({lines[i].data() + rest, lines[i].size() - rest});
  }
  mtqc_report *made = nullptr;
  if (mtqc_check_segments(checker, sources.data(), targets.data(), last - first, &made, nullptr) != MTQC_OK) return;
  const Report report(made, mtqc_report_free);
  std::fill(good.begin() + static_cast<std::ptrdiff_t>(first), good.begin() + static_cast<std::ptrdiff_t>(last), 1);
  for (size_t i = 0; i < mtqc_report_finding_count(made); i++) {
    const mtqc_finding *finding = mtqc_report_finding(made, i);
    if (mtqc_finding_severity(finding) >= MTQC_MAJOR) good[first + mtqc_finding_bead(finding)] = 0;
  }
}

int main(int argc, char **argv) {
  if (argc < 3) {
    std::cerr << "usage: pipeline SOURCE_LANGUAGE TARGET_LANGUAGE [THREADS]\n";
    return 2;
  }
  mtqc_error error = {};
  const Checker checker(mtqc_checker_new(argv[1], argv[2], nullptr, &error), mtqc_checker_free);
  if (!checker) {
    std::cerr << "pipeline: " << error.text << "\n";
    return 2;
  }
  std::vector<std::string> lines;
  for (std::string line; std::getline(std::cin, line);) lines.push_back(line);
  std::vector<char> good(lines.size());
  constexpr size_t batch = 1000;
  std::atomic<size_t> next{0};
  const auto work = [&] {
    for (size_t first; (first = next.fetch_add(batch)) < lines.size();)
      judge(checker.get(), lines, first, std::min(first + batch, lines.size()), good);
  };
  std::vector<std::thread> threads;
  for (int i = argc > 3 ? std::max(1, std::atoi(argv[3])) : 2; i > 0; i--) threads.emplace_back(work);
  for (std::thread &thread : threads) thread.join();
  for (size_t i = 0; i < lines.size(); i++)
    if (good[i]) std::cout << lines[i] << "\n";
  return 0;
}
