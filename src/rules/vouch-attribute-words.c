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

/* Translators: each of these is a value of an attribute and stands inside a sentence such as “Too few
 * items here have the occasion “before the teaching””. */
static const struct {
  const char *attribute;
  const char *value;
  const char *words;
} values[] = {
  { "occasion", "pre", N_ ("before the teaching") },
  { "occasion", "during", N_ ("during the teaching") },
  { "occasion", "post", N_ ("after the teaching") },
  { "performanceLevel", "below", N_ ("below the expected level") },
  { "performanceLevel", "at", N_ ("at the expected level") },
  { "performanceLevel", "above", N_ ("above the expected level") },
  { "supportNeed", "none", N_ ("no specific need") },
  { "supportNeed", "specificNeed", N_ ("a specific need") },
  { "grouping", "wholeClass", N_ ("the whole class") },
  { "grouping", "smallGroup", N_ ("a small group") },
  { "grouping", "oneToOne", N_ ("one to one") },
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

/**
 * vouch_attribute_value_in_words:
 * @attribute: (nullable): an attribute of the fixed vocabulary.
 * @value: (nullable): what is recorded for it.
 *
 * Returns: (transfer none): what people call it; the value itself where anything may be typed.
 */
const char *
vouch_attribute_value_in_words (const char *attribute, const char *value)
{
  for (gsize i = 0; i < G_N_ELEMENTS (values); i++)
    if (g_strcmp0 (values[i].attribute, attribute) == 0 && g_strcmp0 (values[i].value, value) == 0)
      return _ (values[i].words);
  return value != NULL ? value : "";
}
