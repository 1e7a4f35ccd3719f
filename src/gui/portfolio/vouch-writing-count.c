/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-writing-count"

#include "config.h"
#include "vouch-writing-count.h"

#include <glib/gi18n.h>

#include "vouch-text.h"

/**
 * vouch_writing_count:
 * @prompt: what is answered.
 * @text: (nullable): the answer so far.
 *
 * Counts as the checks count: "182 / 150–300 words", the number against the limits the prompt sets.
 *
 * Returns: (transfer full): how long the answer is.
 */
char *
vouch_writing_count (VouchRequirement *prompt, const char *text)
{
  GPtrArray *constraints;
  guint words = vouch_text_count_words (text);
  guint characters = vouch_text_count_characters (text);

  g_return_val_if_fail (VOUCH_IS_REQUIREMENT (prompt), NULL);

  constraints = vouch_requirement_get_constraints (prompt);
  for (guint i = 0; i < constraints->len; i++) {
    VouchConstraint *constraint = g_ptr_array_index (constraints, i);
    VouchConstraintKind kind = vouch_constraint_get_kind (constraint);
    double min = 0, max = 0;
    guint n = kind == VOUCH_CONSTRAINT_KIND_WORDS ? words : characters;

    if (kind != VOUCH_CONSTRAINT_KIND_WORDS && kind != VOUCH_CONSTRAINT_KIND_CHARACTERS)
      continue;
    vouch_constraint_get_number (constraint, "min", &min);
    if (!vouch_constraint_get_number (constraint, "max", &max))
      /* Translators: words or characters written, then how many are needed at least. */
      return g_strdup_printf (_ ("%u, at least %u"), n, (guint) min);
    if (min <= 0)
      /* Translators: words or characters written, then how many there may be at most. */
      return g_strdup_printf (_ ("%u, at most %u"), n, (guint) max);
    if (kind == VOUCH_CONSTRAINT_KIND_WORDS)
      return g_strdup_printf (ngettext ("%u / %u–%u word", "%u / %u–%u words", (gulong) max), n,
                              (guint) min, (guint) max);
    return g_strdup_printf (
        ngettext ("%u / %u–%u character", "%u / %u–%u characters", (gulong) max), n, (guint) min,
        (guint) max);
  }
  return g_strdup_printf (ngettext ("%u word", "%u words", words), words);
}
