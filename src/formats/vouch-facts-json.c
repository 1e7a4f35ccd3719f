/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-facts-json"

#include "config.h"
#include "vouch-facts-json.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>
#include <math.h>
#include <string.h>

#include "vouch-error.h"
#include "vouch-json.h"

/*
 * Facts as one JSON object, which the reader prints and the library keeps:
 *
 *   state            "known" or "unreadable"
 *   readerVersion, problem, media, format, captureDate      strings, left out when not known
 *   readableToEnd, empty, cleanable                          booleans
 *   size, durationMs, soundEndMs, pictureEndMs, width, height, audioTracks, videoTracks, pages, words
 *                    integers
 *   levelDb, floorDb   numbers in quarters of a decibel, left out when not measured
 *   text             string      links   [string]
 *   speech           [[start ms, end ms, level dB]] in time order
 *   fonts            [{family, minPoints, maxPoints}]
 *   identifiers      [{key, value}]
 *
 * Integers that are not known are left out. A member that is not known here is ignored, so that an
 * older program can read the facts of a newer reader. Every list is bounded when it is read.
 */

#define MAX_JSON_BYTES (24 * 1024 * 1024)
#define MAX_LIST 200000

static const char *const state_names[] = { "pending", "known", "unreadable" };

static void
add_string (JsonBuilder *builder, const char *name, const char *value)
{
  if (value == NULL)
    return;
  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, value);
}

static void
add_bool (JsonBuilder *builder, const char *name, gboolean value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_boolean_value (builder, value);
}

static void
add_int (JsonBuilder *builder, const char *name, gint64 value)
{
  if (value == VOUCH_FACTS_UNKNOWN)
    return;
  json_builder_set_member_name (builder, name);
  json_builder_add_int_value (builder, value);
}

static void
add_level (JsonBuilder *builder, const char *name, double value)
{
  if (!isfinite (value))
    return;
  json_builder_set_member_name (builder, name);
  json_builder_add_double_value (builder, round (value * 4) / 4);
}

static void
add_speech (JsonBuilder *builder, VouchFacts *facts)
{
  guint n = 0;
  const VouchSpeech *speech = vouch_facts_get_speech (facts, &n);

  json_builder_set_member_name (builder, "speech");
  json_builder_begin_array (builder);
  for (guint i = 0; i < n; i++) {
    json_builder_begin_array (builder);
    json_builder_add_int_value (builder, speech[i].start_ms);
    json_builder_add_int_value (builder, speech[i].end_ms);
    json_builder_add_double_value (builder, round (speech[i].level_db * 4) / 4);
    json_builder_end_array (builder);
  }
  json_builder_end_array (builder);
}

static void
add_fonts (JsonBuilder *builder, VouchFacts *facts)
{
  json_builder_set_member_name (builder, "fonts");
  json_builder_begin_array (builder);
  for (guint i = 0; i < vouch_facts_get_n_fonts (facts); i++) {
    double min_points = 0, max_points = 0;

    json_builder_begin_object (builder);
    add_string (builder, "family", vouch_facts_get_font (facts, i, &min_points, &max_points));
    add_level (builder, "minPoints", min_points);
    add_level (builder, "maxPoints", max_points);
    json_builder_end_object (builder);
  }
  json_builder_end_array (builder);
}

static void
add_identifiers (JsonBuilder *builder, VouchFacts *facts)
{
  json_builder_set_member_name (builder, "identifiers");
  json_builder_begin_array (builder);
  for (guint i = 0; i < vouch_facts_get_n_identifiers (facts); i++) {
    const char *value = NULL;

    json_builder_begin_object (builder);
    add_string (builder, "key", vouch_facts_get_identifier (facts, i, &value));
    add_string (builder, "value", value);
    json_builder_end_object (builder);
  }
  json_builder_end_array (builder);
}

static void
add_links (JsonBuilder *builder, VouchFacts *facts)
{
  const char *const *links = vouch_facts_get_links (facts);

  json_builder_set_member_name (builder, "links");
  json_builder_begin_array (builder);
  for (gsize i = 0; links[i] != NULL; i++)
    json_builder_add_string_value (builder, links[i]);
  json_builder_end_array (builder);
}

static void
add_plain (JsonBuilder *builder, VouchFacts *facts)
{
  g_autofree char *day = NULL;

  if (vouch_facts_get_capture_day (facts) != VOUCH_DAY_NONE)
    day = vouch_day_format (vouch_facts_get_capture_day (facts));

  add_string (builder, "state", state_names[vouch_facts_get_state (facts)]);
  add_string (builder, "problem", vouch_facts_get_problem (facts));
  add_string (builder, "readerVersion", vouch_facts_get_reader_version (facts));
  add_bool (builder, "readableToEnd", vouch_facts_get_readable_to_end (facts));
  add_string (builder, "media", vouch_media_to_string (vouch_facts_get_media (facts)));
  add_string (builder, "format", vouch_facts_get_format (facts));
  add_int (builder, "size", vouch_facts_get_size (facts));
  add_bool (builder, "empty", vouch_facts_get_empty (facts));
  add_bool (builder, "cleanable", vouch_facts_get_cleanable (facts));
  add_string (builder, "captureDate", day);
  add_int (builder, "durationMs", vouch_facts_get_duration_ms (facts));
  add_int (builder, "soundEndMs", vouch_facts_get_sound_end_ms (facts));
  add_int (builder, "pictureEndMs", vouch_facts_get_picture_end_ms (facts));
  add_int (builder, "width", vouch_facts_get_width (facts));
  add_int (builder, "height", vouch_facts_get_height (facts));
  add_int (builder, "audioTracks", vouch_facts_get_audio_tracks (facts));
  add_int (builder, "videoTracks", vouch_facts_get_video_tracks (facts));
  add_level (builder, "levelDb", vouch_facts_get_level_db (facts));
  add_level (builder, "floorDb", vouch_facts_get_floor_db (facts));
  add_int (builder, "pages", vouch_facts_get_pages (facts));
  add_int (builder, "words", vouch_facts_get_words (facts));
  add_string (builder, "text", vouch_facts_get_text (facts));
}

/**
 * vouch_facts_to_json:
 * @facts: facts to write down.
 *
 * Returns: (transfer full): the facts as one line of JSON.
 */
char *
vouch_facts_to_json (VouchFacts *facts)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;

  g_return_val_if_fail (VOUCH_IS_FACTS (facts), NULL);

  json_builder_begin_object (builder);
  add_plain (builder, facts);
  add_links (builder, facts);
  add_speech (builder, facts);
  add_fonts (builder, facts);
  add_identifiers (builder, facts);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  return json_to_string (root, FALSE);
}

static const char *
get_string (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node) ||
      json_node_get_value_type (node) != G_TYPE_STRING)
    return NULL;
  return json_node_get_string (node);
}

static gboolean
get_bool (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_boolean (node);
}

static gint64
get_int (JsonObject *object, const char *name, gint64 min, gint64 max)
{
  JsonNode *node = json_object_get_member (object, name);
  gint64 value = VOUCH_FACTS_UNKNOWN;

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node) ||
      json_node_get_value_type (node) != G_TYPE_INT64)
    return VOUCH_FACTS_UNKNOWN;
  value = json_node_get_int (node);
  return value < min || value > max ? VOUCH_FACTS_UNKNOWN : value;
}

static double
get_number (JsonObject *object, const char *name, double otherwise)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) ? json_node_get_double (node) : otherwise;
}

static JsonArray *
get_list (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);
  JsonArray *list = NULL;

  if (node == NULL || !JSON_NODE_HOLDS_ARRAY (node))
    return NULL;
  list = json_node_get_array (node);
  return json_array_get_length (list) <= MAX_LIST ? list : NULL;
}

static int
name_index (const char *const *names, gsize n_names, const char *name)
{
  for (gsize i = 0; name != NULL && i < n_names; i++)
    if (g_str_equal (names[i], name))
      return (int) i;
  return -1;
}

static void
read_speech (VouchFacts *facts, JsonArray *list)
{
  gint64 last_end = 0;

  for (guint i = 0; list != NULL && i < json_array_get_length (list); i++) {
    JsonNode *node = json_array_get_element (list, i);
    JsonArray *stretch = JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
    gint64 start = 0, end = 0;

    if (stretch == NULL || json_array_get_length (stretch) != 3)
      continue;
    for (guint j = 0; j < 3; j++)
      if (!JSON_NODE_HOLDS_VALUE (json_array_get_element (stretch, j)))
        return;
    start = json_array_get_int_element (stretch, 0);
    end = json_array_get_int_element (stretch, 1);
    if (start < last_end || end < start)
      continue;
    vouch_facts_add_speech (facts, start, end, json_array_get_double_element (stretch, 2));
    last_end = end;
  }
}

static void
read_fonts_and_identifiers (VouchFacts *facts, JsonObject *object)
{
  JsonArray *fonts = get_list (object, "fonts");
  JsonArray *identifiers = get_list (object, "identifiers");

  for (guint i = 0; fonts != NULL && i < json_array_get_length (fonts); i++) {
    JsonNode *node = json_array_get_element (fonts, i);
    JsonObject *font = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;

    if (font == NULL || get_string (font, "family") == NULL)
      continue;
    vouch_facts_add_font (facts, get_string (font, "family"), get_number (font, "minPoints", 0));
    vouch_facts_add_font (facts, get_string (font, "family"), get_number (font, "maxPoints", 0));
  }
  for (guint i = 0; identifiers != NULL && i < json_array_get_length (identifiers); i++) {
    JsonNode *node = json_array_get_element (identifiers, i);
    JsonObject *pair = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;

    if (pair != NULL && get_string (pair, "key") != NULL && get_string (pair, "value") != NULL)
      vouch_facts_add_identifier (facts, get_string (pair, "key"), get_string (pair, "value"));
  }
}

static void
read_links (VouchFacts *facts, JsonArray *list)
{
  for (guint i = 0; list != NULL && i < json_array_get_length (list); i++) {
    JsonNode *node = json_array_get_element (list, i);

    if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
      vouch_facts_add_link (facts, json_node_get_string (node));
  }
}

static void
read_plain (VouchFacts *facts, JsonObject *object)
{
  VouchMedia media = VOUCH_MEDIA_NONE;
  VouchDay day = VOUCH_DAY_NONE;

  vouch_facts_set_problem (facts, get_string (object, "problem"));
  vouch_facts_set_reader_version (facts, get_string (object, "readerVersion"));
  vouch_facts_set_readable_to_end (facts, get_bool (object, "readableToEnd"));
  if (vouch_media_from_string (get_string (object, "media"), &media))
    vouch_facts_set_media (facts, media);
  vouch_facts_set_format (facts, get_string (object, "format"));
  vouch_facts_set_size (facts, MAX (0, get_int (object, "size", 0, G_MAXINT64)));
  vouch_facts_set_empty (facts, get_bool (object, "empty"));
  vouch_facts_set_cleanable (facts, get_bool (object, "cleanable"));
  if (get_string (object, "captureDate") != NULL &&
      vouch_day_parse (get_string (object, "captureDate"), &day))
    vouch_facts_set_capture_day (facts, day);
  vouch_facts_set_duration_ms (facts, get_int (object, "durationMs", 0, G_MAXINT64 / 1000000));
  vouch_facts_set_ends (facts, get_int (object, "soundEndMs", 0, G_MAXINT64 / 1000000),
                        get_int (object, "pictureEndMs", 0, G_MAXINT64 / 1000000));
  vouch_facts_set_dimensions (facts, (int) get_int (object, "width", 0, G_MAXINT),
                              (int) get_int (object, "height", 0, G_MAXINT));
  vouch_facts_set_tracks (facts, (int) MAX (0, get_int (object, "audioTracks", 0, 10000)),
                          (int) MAX (0, get_int (object, "videoTracks", 0, 10000)));
  vouch_facts_set_levels (facts, get_number (object, "levelDb", NAN),
                          get_number (object, "floorDb", NAN));
  vouch_facts_set_pages (facts, (int) get_int (object, "pages", 0, G_MAXINT));
  vouch_facts_set_text (facts, get_string (object, "text"),
                        (int) get_int (object, "words", 0, G_MAXINT));
}

static VouchFacts *
facts_from_object (JsonObject *object)
{
  int state = name_index (state_names, G_N_ELEMENTS (state_names), get_string (object, "state"));
  g_autoptr (VouchFacts) facts = NULL;

  if (state < 0)
    return NULL;
  facts = vouch_facts_new ();
  vouch_facts_set_state (facts, (VouchFactsState) state);
  read_plain (facts, object);
  read_links (facts, get_list (object, "links"));
  read_speech (facts, get_list (object, "speech"));
  read_fonts_and_identifiers (facts, object);
  return g_steal_pointer (&facts);
}

/**
 * vouch_facts_from_json:
 * @json: JSON as vouch_facts_to_json() writes it.
 * @length: its length in bytes, or -1 when it ends with a NUL.
 * @error: %VOUCH_ERROR_CORRUPT when it is something else.
 *
 * Reads facts back. The text may come from a reader that a hostile file has taken over, so its
 * size and depth are bounded before anything is made of it.
 *
 * Returns: (transfer full) (nullable): the facts.
 */
VouchFacts *
vouch_facts_from_json (const char *json, gssize length, GError **error)
{
  const VouchJsonLimits limits = { .max_bytes = MAX_JSON_BYTES,
                                   .max_depth = 8,
                                   .max_string = MAX_JSON_BYTES };
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (JsonNode) root = NULL;
  VouchFacts *facts = NULL;

  g_return_val_if_fail (json != NULL, NULL);

  bytes = g_bytes_new_static (json, length < 0 ? strlen (json) : (gsize) length);
  root = vouch_json_parse (bytes, &limits, NULL);
  if (root != NULL && JSON_NODE_HOLDS_OBJECT (root))
    facts = facts_from_object (json_node_get_object (root));
  if (facts == NULL)
    g_set_error_literal (error, VOUCH_ERROR, VOUCH_ERROR_CORRUPT,
                         _ ("What is stored about this file cannot be understood. "
                            "The file itself is safe and will be measured again."));
  return facts;
}
