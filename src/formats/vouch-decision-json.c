/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-decision-json"

#include "config.h"
#include "vouch-decision-json.h"

#include <glib/gi18n-lib.h>

#include "vouch-wire-form.h"
#include "vouch-wire.h"

/*
 * The assessor's decision (docs/issuer-api.md, §6). Ids of criteria and levels that the definition
 * does not know are read as they stand: what an assessor wrote is shown, never dropped.
 */

static JsonArray *
write_refs (GPtrArray *refs)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < refs->len; i++) {
    VouchDecisionRef *ref = g_ptr_array_index (refs, i);
    JsonObject *object = json_object_new ();

    vouch_wire_put_string (object, "item", vouch_decision_ref_get_item (ref));
    if (vouch_decision_ref_get_start_ms (ref) >= 0)
      json_object_set_int_member (object, "startMs", vouch_decision_ref_get_start_ms (ref));
    if (vouch_decision_ref_get_end_ms (ref) >= 0)
      json_object_set_int_member (object, "endMs", vouch_decision_ref_get_end_ms (ref));
    if (vouch_decision_ref_get_page (ref) > 0)
      json_object_set_int_member (object, "page", vouch_decision_ref_get_page (ref));
    json_array_add_object_element (array, object);
  }
  return array;
}

static JsonObject *
write_criterion (VouchCriterionDecision *row)
{
  JsonObject *object = json_object_new ();

  vouch_wire_put_string (object, "criterion", vouch_criterion_decision_get_criterion (row));
  vouch_wire_put_string_or_null (object, "level", vouch_criterion_decision_get_level (row));
  if (vouch_criterion_decision_get_met (row) == VOUCH_MET_UNKNOWN)
    json_object_set_null_member (object, "met");
  else
    json_object_set_boolean_member (object, "met",
                                    vouch_criterion_decision_get_met (row) == VOUCH_MET_YES);
  json_object_set_boolean_member (object, "kept", vouch_criterion_decision_get_kept (row));
  vouch_wire_put_string_or_null (object, "comment", vouch_criterion_decision_get_comment (row));
  json_object_set_array_member (object, "refs",
                                write_refs (vouch_criterion_decision_get_refs (row)));
  return object;
}

static JsonArray *
write_criteria (GPtrArray *rows)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < rows->len; i++)
    json_array_add_object_element (array, write_criterion (g_ptr_array_index (rows, i)));
  return array;
}

/* Only where there were several assessors: most decisions have none. */
static void
write_scorings (JsonObject *object, GPtrArray *scorings)
{
  JsonArray *array;

  if (scorings->len == 0)
    return;
  array = json_array_new ();
  for (guint i = 0; i < scorings->len; i++) {
    VouchScoring *scoring = g_ptr_array_index (scorings, i);
    JsonObject *one = json_object_new ();

    vouch_wire_put_string_or_null (one, "assessor", vouch_scoring_get_assessor (scoring));
    json_object_set_array_member (one, "criteria",
                                  write_criteria (vouch_scoring_get_criteria (scoring)));
    json_array_add_object_element (array, one);
  }
  json_object_set_array_member (object, "scorings", array);
}

/**
 * vouch_decision_json_write:
 * @decision: a decision.
 *
 * Returns: (transfer full): it as JSON.
 */
GBytes *
vouch_decision_json_write (VouchDecision *decision)
{
  JsonObject *object = json_object_new ();

  vouch_wire_put_string (object, "submission", vouch_decision_get_submission (decision));
  json_object_set_int_member (object, "attempt", vouch_decision_get_attempt (decision));
  vouch_wire_put_string (object, "outcome",
                         vouch_outcome_to_string (vouch_decision_get_outcome (decision)));
  json_object_set_array_member (object, "criteria",
                                write_criteria (vouch_decision_get_criteria (decision)));
  write_scorings (object, vouch_decision_get_scorings (decision));
  vouch_wire_put_string_or_null (object, "comment", vouch_decision_get_comment (decision));
  vouch_wire_put_string_or_null (object, "assessor", vouch_decision_get_assessor (decision));
  vouch_wire_put_time_or_null (object, "decidedAt", vouch_decision_get_decided_ms (decision));
  if (vouch_decision_get_attempts_left (decision) >= 0)
    json_object_set_int_member (object, "attemptsLeft",
                                vouch_decision_get_attempts_left (decision));
  else
    json_object_set_null_member (object, "attemptsLeft");
  vouch_wire_put_time_or_null (object, "resubmitUntil",
                               vouch_decision_get_resubmit_until_ms (decision));
  return vouch_wire_write_take (object);
}

static void
read_ref (const VouchWire *wire, gpointer data)
{
  g_autoptr (VouchDecisionRef) ref = vouch_decision_ref_new ();

  vouch_decision_ref_set_item (ref, vouch_wire_string (wire, "item", VOUCH_WIRE_REQUIRED));
  vouch_decision_ref_set_start_ms (
      ref, vouch_wire_integer (wire, "startMs", VOUCH_WIRE_OPTIONAL, 0, -1));
  vouch_decision_ref_set_end_ms (ref,
                                 vouch_wire_integer (wire, "endMs", VOUCH_WIRE_OPTIONAL, 0, -1));
  vouch_decision_ref_set_page (
      ref, (guint) MIN (vouch_wire_integer (wire, "page", VOUCH_WIRE_OPTIONAL, 1, 0), G_MAXINT));
  vouch_criterion_decision_add_ref (data, ref);
}

static VouchCriterionDecision *
read_row (const VouchWire *wire)
{
  VouchCriterionDecision *row = vouch_criterion_decision_new ();
  VouchMet met = VOUCH_MET_UNKNOWN;

  vouch_criterion_decision_set_criterion (
      row, vouch_wire_string (wire, "criterion", VOUCH_WIRE_REQUIRED));
  vouch_criterion_decision_set_level (row, vouch_wire_string (wire, "level", VOUCH_WIRE_OPTIONAL));
  if (!vouch_wire_is_null (wire, "met"))
    met = vouch_wire_boolean (wire, "met", VOUCH_WIRE_REQUIRED) ? VOUCH_MET_YES : VOUCH_MET_NO;
  vouch_criterion_decision_set_met (row, met);
  vouch_criterion_decision_set_kept (row, vouch_wire_boolean (wire, "kept", VOUCH_WIRE_OPTIONAL));
  vouch_criterion_decision_set_comment (row,
                                        vouch_wire_string (wire, "comment", VOUCH_WIRE_OPTIONAL));
  vouch_wire_each (wire, "refs", VOUCH_WIRE_OPTIONAL, read_ref, row);
  return row;
}

static void
read_criterion (const VouchWire *wire, gpointer data)
{
  g_autoptr (VouchCriterionDecision) row = read_row (wire);

  vouch_decision_add_criterion (data, row);
}

static void
read_scored (const VouchWire *wire, gpointer data)
{
  g_autoptr (VouchCriterionDecision) row = read_row (wire);

  vouch_scoring_add_criterion (data, row);
}

static void
read_scoring (const VouchWire *wire, gpointer data)
{
  g_autoptr (VouchScoring) scoring = vouch_scoring_new ();

  vouch_scoring_set_assessor (scoring, vouch_wire_string (wire, "assessor", VOUCH_WIRE_OPTIONAL));
  vouch_wire_each (wire, "criteria", VOUCH_WIRE_REQUIRED, read_scored, scoring);
  vouch_decision_add_scoring (data, scoring);
}

static void
read_outcome (const VouchWire *wire, VouchDecision *decision)
{
  const char *name = vouch_wire_string (wire, "outcome", VOUCH_WIRE_REQUIRED);
  VouchOutcome outcome = VOUCH_OUTCOME_INCOMPLETE;

  if (name != NULL && !vouch_outcome_from_string (name, &outcome))
    vouch_wire_note (wire, "outcome", "unknown-value", _ ("This outcome is not known."));
  vouch_decision_set_outcome (decision, outcome);
}

static void
read_decision (const VouchWire *wire, VouchDecision *decision)
{
  vouch_decision_set_submission (
      decision, vouch_wire_match (wire, "submission", VOUCH_WIRE_REQUIRED, vouch_wire_form_is_id));
  vouch_decision_set_attempt (
      decision,
      (guint) MIN (vouch_wire_integer (wire, "attempt", VOUCH_WIRE_REQUIRED, 1, 1), G_MAXINT));
  read_outcome (wire, decision);
  vouch_wire_each (wire, "criteria", VOUCH_WIRE_REQUIRED, read_criterion, decision);
  vouch_wire_each (wire, "scorings", VOUCH_WIRE_OPTIONAL, read_scoring, decision);
  vouch_decision_set_comment (decision, vouch_wire_string (wire, "comment", VOUCH_WIRE_OPTIONAL));
  vouch_decision_set_assessor (decision, vouch_wire_string (wire, "assessor", VOUCH_WIRE_OPTIONAL));
  vouch_decision_set_decided_ms (decision,
                                 vouch_wire_time (wire, "decidedAt", VOUCH_WIRE_REQUIRED));
  vouch_decision_set_attempts_left (
      decision,
      (int) MIN (vouch_wire_integer (wire, "attemptsLeft", VOUCH_WIRE_OPTIONAL, 0, -1), G_MAXINT));
  vouch_decision_set_resubmit_until_ms (
      decision, vouch_wire_time (wire, "resubmitUntil", VOUCH_WIRE_OPTIONAL));
}

/**
 * vouch_decision_json_read:
 * @bytes: an issuer's answer.
 *
 * Returns: (transfer full) (nullable): the decision, or %NULL with %VOUCH_ERROR_INVALID.
 */
VouchDecision *
vouch_decision_json_read (GBytes *bytes, GError **error)
{
  g_autoptr (JsonNode) root = vouch_wire_parse (bytes, NULL, error);
  g_autoptr (GPtrArray) places = vouch_wire_places_new ();
  g_autoptr (VouchDecision) decision = NULL;

  if (root == NULL)
    return NULL;
  decision = vouch_decision_new ();
  read_decision (&(VouchWire){ json_node_get_object (root), "", places }, decision);
  if (!vouch_wire_settle (places, _ ("decision"), error))
    return NULL;
  return g_steal_pointer (&decision);
}
