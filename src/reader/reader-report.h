/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-facts.h"

G_BEGIN_DECLS

/* How much text of a document is kept; words beyond it are still counted. */
#define READER_MAX_TEXT (4 * 1024 * 1024)

void reader_report_damage (VouchFacts *facts, const char *problem);
void reader_report_unreadable (VouchFacts *facts, const char *problem);
void reader_report_identifier (VouchFacts *facts, const char *key, const char *value);
void reader_report_identifier_bytes (VouchFacts *facts,
                                     const char *key,
                                     const void *bytes,
                                     gsize length);
void reader_report_text (VouchFacts *facts, const char *text);
void reader_report_date (VouchFacts *facts, const char *text);
const char *reader_report_key_for (const char *name);

G_END_DECLS
