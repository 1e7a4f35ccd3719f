/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-attribute-words"

#include "config.h"
#include "vouch-attribute-words.h"

#include <glib/gi18n-lib.h>

/* Translators: each of these stands inside a sentence such as “Lesson 4 does not say yet which
 * student it belongs to”. */
static const struct {
  const char *attribute;
  const char *words;
} table[] = {
  { "student", N_ ("student") },
  { "lesson", N_ ("lesson") },
  { "unit", N_ ("unit") },
  { "class", N_ ("class") },
  { "standard", N_ ("standard") },
  { "measure", N_ ("measure") },
  { "occasion", N_ ("occasion") },
  { "performanceLevel", N_ ("level of performance") },
  { "supportNeed", N_ ("need for support") },
  { "instructionalFormat", N_ ("format of instruction") },
  { "contentArea", N_ ("content area") },
  { "language", N_ ("language") },
  { "grouping", N_ ("grouping") },
  { "date", N_ ("date") },
};

/**
 * vouch_attribute_in_words:
 * @attribute: (nullable): an attribute of the fixed vocabulary.
 *
 * Returns: (transfer none): what people call it; the name itself when it is not in the vocabulary.
 */
const char *
vouch_attribute_in_words (const char *attribute)
{
  for (gsize i = 0; i < G_N_ELEMENTS (table); i++)
    if (g_strcmp0 (table[i].attribute, attribute) == 0)
      return _ (table[i].words);
  return attribute != NULL ? attribute : "";
}
