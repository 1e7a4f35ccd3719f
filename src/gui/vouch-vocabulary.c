/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-vocabulary"

#include "config.h"
#include "vouch-vocabulary.h"

#include <glib/gi18n.h>

/* The fixed vocabulary of the definition format. What has values is chosen, the rest is typed. */
const VouchVocabulary vouch_vocabulary[VOUCH_VOCABULARY_LENGTH] = {
  { "date", N_ ("When it was made"), { NULL }, { NULL } },
  { "student", N_ ("Student, as a key like S1"), { NULL }, { NULL } },
  { "lesson", N_ ("Lesson"), { NULL }, { NULL } },
  { "occasion",
    N_ ("Occasion"),
    { "pre", "during", "post" },
    { N_ ("Before the teaching"), N_ ("During the teaching"), N_ ("After the teaching") } },
  { "measure", N_ ("What was measured"), { NULL }, { NULL } },
  { "performanceLevel",
    N_ ("Level of performance"),
    { "below", "at", "above" },
    { N_ ("Below the expected level"), N_ ("At the expected level"),
      N_ ("Above the expected level") } },
  { "supportNeed",
    N_ ("Need for support"),
    { "none", "specificNeed" },
    { N_ ("No specific need"), N_ ("A specific need") } },
  { "grouping",
    N_ ("Who worked together"),
    { "wholeClass", "smallGroup", "oneToOne" },
    { N_ ("The whole class"), N_ ("A small group"), N_ ("One to one") } },
  { "unit", N_ ("Unit"), { NULL }, { NULL } },
  { "class", N_ ("Class"), { NULL }, { NULL } },
  { "standard", N_ ("Standard"), { NULL }, { NULL } },
  { "instructionalFormat", N_ ("Format of instruction"), { NULL }, { NULL } },
  { "contentArea", N_ ("Content area"), { NULL }, { NULL } },
  { "language", N_ ("Language"), { NULL }, { NULL } },
};
