/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "fuzz-definition"

#include "config.h"

#include <string.h>

#include "fuzz-target.h"
#include "vouch-definition-reader.h"
#include "vouch-error.h"

/* What is refused names its place; what is read holds together. */
int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (data, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (VouchDefinition) definition = vouch_definition_read_bytes (bytes, &error);
  g_autoptr (GPtrArray) problems = vouch_definition_problems (bytes);
  GPtrArray *criteria;

  g_assert_cmpint (definition != NULL, ==, problems->len == 0);
  if (definition == NULL) {
    g_assert_true (error->domain == VOUCH_ERROR);
    g_assert_true (error->message[0] == '$');
    g_assert_cmpstr (error->message, ==, g_ptr_array_index (problems, 0));
    return 0;
  }
  criteria = vouch_rubric_get_criteria (vouch_definition_get_rubric (definition));
  g_assert_cmpuint (criteria->len, >, 0);
  for (guint i = 0; i < criteria->len; i++)
    g_assert_nonnull (vouch_criterion_get_scale (g_ptr_array_index (criteria, i)));
  g_assert_nonnull (vouch_definition_get_passing_rule (definition));
  return 0;
}
