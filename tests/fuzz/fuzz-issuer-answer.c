/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "fuzz-target.h"
#include "vouch-decision-json.h"
#include "vouch-issuer-info-json.h"
#include "vouch-problem-json.h"
#include "vouch-submission-json.h"

/* Every reader of an issuer's answers sees the same bytes: an answer may come from anywhere. */
int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (GPtrArray) places = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (VouchIssuerInfo) info = vouch_issuer_info_json_read (bytes, NULL);
  g_autoptr (GPtrArray) listings = vouch_definition_list_json_read (bytes, NULL);
  g_autoptr (VouchSubmissionStatus) status = vouch_submission_json_read (bytes, NULL);
  g_autoptr (VouchSubmissionStatus) wanted = vouch_open_request_json_read (bytes, places, NULL);
  g_autoptr (VouchDecision) decision = vouch_decision_json_read (bytes, NULL);
  g_autoptr (VouchProblem) problem = vouch_problem_json_read (bytes, NULL);
  g_autofree char *digest = NULL;
  g_autofree char *seal = vouch_seal_request_json_read (bytes, places, NULL);
  g_autoptr (GPtrArray) missing = vouch_manifest_held_json_read (bytes, &digest, NULL);

  return 0;
}
