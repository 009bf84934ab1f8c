#!/usr/bin/env python3
"""Turns files into a C source that holds them line by line, with the hash by which a content security policy knows them.

usage: embed.py OUTPUT HEADER NAME=FILE...      a file becomes mq_html_NAME (ended by NULL) and mq_html_NAME_hash
"""

import base64
import hashlib
import sys

output, header, *files = sys.argv[1:]
lines = [f"/* Made by embed.py from {', '.join(file.split('/')[-1] for file in files)}. */", f'#include "{header}"', ""]
for name, path in (file.split("=", 1) for file in files):
    with open(path, encoding="utf-8", newline="") as file:
        text = file.read()
    if "</" in text or "<!--" in text or "\r" in text:
        sys.exit(f"embed.py: {path}: '</', '<!--' and carriage returns cannot stand inside an element of HTML")
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    lines.append(f"const char *const mq_html_{name}[] = {{")
    for line in text.splitlines(keepends=True):
        escaped = "".join(c if " " <= c <= "~" and c not in '"\\?' else "".join(f"\\{b:03o}" for b in c.encode()) for c in line)
        lines.append(f'  "{escaped}",')
    lines += ["  0};", f'const char mq_html_{name}_hash[] = "sha256-{digest}";', ""]
with open(output, "w", encoding="ascii") as file:
    file.write("\n".join(lines))
