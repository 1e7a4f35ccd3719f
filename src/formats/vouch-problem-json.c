/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-problem-json"

#include "config.h"
#include "vouch-problem-json.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "vouch-wire.h"

/*
 * Problem documents (RFC 9457). Ours have types of the form urn:vouch:problem:CODE; the type of
 * another family is kept whole, and one that is missing is "about:blank" (§4.2.1 there). Reading is
 * lenient: a problem with a faulty member is still a problem, and its status is the answer's.
 */

#define FAMILY "urn:vouch:problem:"

static JsonArray *
write_places (GPtrArray *places)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < places->len; i++) {
    VouchProblemPlace *place = g_ptr_array_index (places, i);
    JsonObject *object = json_object_new ();

    vouch_wire_put_string (object, "pointer", vouch_problem_place_get_pointer (place));
    vouch_wire_put_string (object, "code", vouch_problem_place_get_code (place));
    vouch_wire_put_string (object, "message", vouch_problem_place_get_message (place));
    vouch_wire_put_string (object, "slot", vouch_problem_place_get_slot (place));
    vouch_wire_put_string (object, "sha256", vouch_problem_place_get_sha256 (place));
    json_array_add_object_element (array, object);
  }
  return array;
}

/**
 * vouch_problem_json_write:
 * @problem: a problem with a code of our own family.
 *
 * Returns: (transfer full): it as a problem document.
 */
GBytes *
vouch_problem_json_write (VouchProblem *problem)
{
  JsonObject *object = json_object_new ();
  g_autofree char *type = g_strconcat (FAMILY, vouch_problem_get_code (problem), NULL);
  GPtrArray *places = vouch_problem_get_places (problem);

  vouch_wire_put_string (object, "type", type);
  vouch_wire_put_string (object, "title", vouch_problem_get_title (problem));
  json_object_set_int_member (object, "status", vouch_problem_get_status (problem));
  vouch_wire_put_string (object, "detail", vouch_problem_get_detail (problem));
  if (places->len > 0)
    json_object_set_array_member (object, "errors", write_places (places));
  return vouch_wire_write_take (object);
}

static void
read_place (const VouchWire *wire, gpointer data)
{
  g_autoptr (VouchProblemPlace) place = vouch_problem_place_new ();

  vouch_problem_place_set_pointer (place, vouch_wire_string (wire, "pointer", VOUCH_WIRE_OPTIONAL));
  vouch_problem_place_set_code (place, vouch_wire_string (wire, "code", VOUCH_WIRE_OPTIONAL));
  vouch_problem_place_set_message (place, vouch_wire_string (wire, "message", VOUCH_WIRE_OPTIONAL));
  vouch_problem_place_set_slot (place, vouch_wire_string (wire, "slot", VOUCH_WIRE_OPTIONAL));
  vouch_problem_place_set_sha256 (place, vouch_wire_string (wire, "sha256", VOUCH_WIRE_OPTIONAL));
  vouch_problem_add_place (data, place);
}

/**
 * vouch_problem_json_read:
 * @bytes: the body of an answer of type `application/problem+json`.
 *
 * Returns: (transfer full) (nullable): the problem, or %NULL with %VOUCH_ERROR_INVALID when it is
 *   not even a JSON object. The status is 0 when it does not say.
 */
VouchProblem *
vouch_problem_json_read (GBytes *bytes, GError **error)
{
  const VouchJsonLimits limits = { .max_bytes = 1024 * 1024, .max_depth = 16 };
  g_autoptr (JsonNode) root = vouch_wire_parse (bytes, &limits, error);
  g_autoptr (GPtrArray) passed_over = vouch_wire_places_new ();
  VouchProblem *problem;
  const char *type;
  VouchWire wire;

  if (root == NULL)
    return NULL;
  wire = (VouchWire){ json_node_get_object (root), "", passed_over };
  problem = vouch_problem_new ();
  type = vouch_wire_string (&wire, "type", VOUCH_WIRE_OPTIONAL);
  if (type == NULL)
    type = "about:blank";
  vouch_problem_set_code (problem, g_str_has_prefix (type, FAMILY) ? type + strlen (FAMILY) : type);
  vouch_problem_set_status (
      problem,
      (guint) MIN (vouch_wire_integer (&wire, "status", VOUCH_WIRE_OPTIONAL, 100, 0), 599));
  vouch_problem_set_title (problem, vouch_wire_string (&wire, "title", VOUCH_WIRE_OPTIONAL));
  vouch_problem_set_detail (problem, vouch_wire_string (&wire, "detail", VOUCH_WIRE_OPTIONAL));
  vouch_wire_each (&wire, "errors", VOUCH_WIRE_OPTIONAL, read_place, problem);
  return problem;
}
