/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-manifest-item-json"

#include "config.h"
#include "vouch-manifest-item-json.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "vouch-wire-form.h"

/*
 * One item of the manifest (docs/issuer-api.md, §7). Regions travel as millionths of the picture,
 * because the manifest has whole numbers only; in the model they are fractions.
 */

#define MILLIONTHS 1000000

static void
put_millionths (JsonObject *object, const char *name, double fraction)
{
  json_object_set_int_member (object, name, llround (CLAMP (fraction, 0.0, 1.0) * MILLIONTHS));
}

/* A region or a passage of a document with pages says on which one it is. */
static void
write_page (JsonObject *object, VouchMoment *moment)
{
  if (vouch_moment_get_page (moment) > 0)
    json_object_set_int_member (object, "page", vouch_moment_get_page (moment));
}

static void
write_moment_place (JsonObject *object, VouchMoment *moment)
{
  switch (vouch_moment_get_form (moment)) {
  case VOUCH_MOMENT_FORM_MOMENT:
    json_object_set_int_member (object, "startMs", MAX (vouch_moment_get_start_ms (moment), 0));
    if (vouch_moment_get_end_ms (moment) >= 0)
      json_object_set_int_member (object, "endMs", vouch_moment_get_end_ms (moment));
    break;
  case VOUCH_MOMENT_FORM_REGION:
    put_millionths (object, "x", vouch_moment_get_x (moment));
    put_millionths (object, "y", vouch_moment_get_y (moment));
    put_millionths (object, "width", vouch_moment_get_width (moment));
    put_millionths (object, "height", vouch_moment_get_height (moment));
    write_page (object, moment);
    break;
  case VOUCH_MOMENT_FORM_PAGE:
    json_object_set_int_member (object, "page", vouch_moment_get_page (moment));
    break;
  case VOUCH_MOMENT_FORM_TEXT:
    vouch_wire_put_string (object, "quote", vouch_moment_get_quote (moment));
    write_page (object, moment);
    break;
  }
}

static JsonArray *
write_moments (GPtrArray *moments)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < moments->len; i++) {
    VouchMoment *moment = g_ptr_array_index (moments, i);
    JsonObject *object = json_object_new ();

    vouch_wire_put_string (object, "id", vouch_moment_get_id (moment));
    vouch_wire_put_string (object, "kind",
                           vouch_moment_form_to_string (vouch_moment_get_form (moment)));
    write_moment_place (object, moment);
    vouch_wire_put_string (object, "criterion", vouch_moment_get_criterion (moment));
    vouch_wire_put_string (object, "label", vouch_moment_get_label (moment));
    vouch_wire_put_string (object, "text", vouch_moment_get_note (moment));
    json_array_add_object_element (array, object);
  }
  return array;
}

static JsonArray *
write_citations (GPtrArray *citations)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < citations->len; i++) {
    VouchCitation *citation = g_ptr_array_index (citations, i);
    JsonObject *object = json_object_new ();

    vouch_wire_put_string (object, "item", vouch_citation_get_item (citation));
    if (vouch_citation_get_at_ms (citation) >= 0)
      json_object_set_int_member (object, "atMs", vouch_citation_get_at_ms (citation));
    else if (vouch_citation_get_page (citation) > 0)
      json_object_set_int_member (object, "page", vouch_citation_get_page (citation));
    json_array_add_object_element (array, object);
  }
  return array;
}

static JsonObject *
write_file (VouchManifestFile *file)
{
  JsonObject *object = json_object_new ();

  vouch_wire_put_string (object, "name", vouch_manifest_file_get_name (file));
  vouch_wire_put_string (object, "mediaType", vouch_manifest_file_get_media_type (file));
  json_object_set_int_member (object, "bytes", vouch_manifest_file_get_bytes (file));
  vouch_wire_put_string (object, "sha256", vouch_manifest_file_get_sha256 (file));
  if (vouch_manifest_file_get_duration_ms (file) >= 0)
    json_object_set_int_member (object, "durationMs", vouch_manifest_file_get_duration_ms (file));
  if (vouch_manifest_file_get_pages (file) > 0)
    json_object_set_int_member (object, "pages", vouch_manifest_file_get_pages (file));
  return object;
}

static void
write_attributes (JsonObject *object, VouchManifestItem *item)
{
  g_autoptr (GList) names = vouch_manifest_item_list_attributes (item);
  JsonObject *attributes;

  if (names == NULL)
    return;
  attributes = json_object_new ();
  for (GList *link = names; link != NULL; link = link->next)
    json_object_set_string_member (attributes, link->data,
                                   vouch_manifest_item_get_attribute (item, link->data));
  json_object_set_object_member (object, "attributes", attributes);
}

static void
write_consent (JsonObject *object, VouchManifestItem *item)
{
  g_autofree char *date = NULL;
  JsonObject *record;

  if (vouch_manifest_item_get_consent_date (item) == VOUCH_DAY_NONE)
    return;
  date = vouch_day_format (vouch_manifest_item_get_consent_date (item));
  record = json_object_new ();
  json_object_set_boolean_member (record, "covered",
                                  vouch_manifest_item_get_consent_covered (item));
  json_object_set_string_member (record, "date", date);
  json_object_set_object_member (object, "consentRecord", record);
}

/**
 * vouch_manifest_item_json_write:
 * @item: an item.
 *
 * Returns: (transfer full): its JSON.
 */
JsonObject *
vouch_manifest_item_json_write (VouchManifestItem *item)
{
  JsonObject *object = json_object_new ();
  VouchManifestFile *file = vouch_manifest_item_get_file (item);

  vouch_wire_put_string (object, "id", vouch_manifest_item_get_id (item));
  vouch_wire_put_string (object, "requirement", vouch_manifest_item_get_requirement (item));
  vouch_wire_put_string (object, "media",
                         vouch_media_to_string (vouch_manifest_item_get_media (item)));
  vouch_wire_put_string (object, "title", vouch_manifest_item_get_title (item));
  if (file != NULL)
    json_object_set_object_member (object, "file", write_file (file));
  else
    vouch_wire_put_string (object, "text", vouch_manifest_item_get_text (item));
  write_attributes (object, item);
  if (vouch_manifest_item_get_criteria (item)[0] != NULL)
    vouch_wire_put_strings (object, "criteria", vouch_manifest_item_get_criteria (item));
  if (vouch_manifest_item_get_moments (item)->len > 0)
    json_object_set_array_member (object, "moments",
                                  write_moments (vouch_manifest_item_get_moments (item)));
  if (vouch_manifest_item_get_citations (item)->len > 0)
    json_object_set_array_member (object, "citations",
                                  write_citations (vouch_manifest_item_get_citations (item)));
  write_consent (object, item);
  return object;
}

static double
read_millionths (const VouchWire *wire, const char *name)
{
  gint64 value = vouch_wire_integer (wire, name, VOUCH_WIRE_REQUIRED, 0, 0);

  if (value > MILLIONTHS)
    vouch_wire_note (wire, name, "out-of-range", _ ("At most 1000000 is expected here."));
  return (double) MIN (value, MILLIONTHS) / MILLIONTHS;
}

static guint
read_page (const VouchWire *wire, VouchWireNeed need)
{
  return (guint) MIN (vouch_wire_integer (wire, "page", need, 1, need == VOUCH_WIRE_REQUIRED),
                      G_MAXINT);
}

static void
read_moment_place (const VouchWire *wire, VouchMoment *moment)
{
  switch (vouch_moment_get_form (moment)) {
  case VOUCH_MOMENT_FORM_MOMENT:
    vouch_moment_set_start_ms (moment,
                               vouch_wire_integer (wire, "startMs", VOUCH_WIRE_REQUIRED, 0, 0));
    vouch_moment_set_end_ms (moment,
                             vouch_wire_integer (wire, "endMs", VOUCH_WIRE_OPTIONAL, 0, -1));
    break;
  case VOUCH_MOMENT_FORM_REGION:
    vouch_moment_set_x (moment, read_millionths (wire, "x"));
    vouch_moment_set_y (moment, read_millionths (wire, "y"));
    vouch_moment_set_width (moment, read_millionths (wire, "width"));
    vouch_moment_set_height (moment, read_millionths (wire, "height"));
    vouch_moment_set_page (moment, read_page (wire, VOUCH_WIRE_OPTIONAL));
    break;
  case VOUCH_MOMENT_FORM_PAGE:
    vouch_moment_set_page (moment, read_page (wire, VOUCH_WIRE_REQUIRED));
    break;
  case VOUCH_MOMENT_FORM_TEXT:
    vouch_moment_set_quote (moment, vouch_wire_string (wire, "quote", VOUCH_WIRE_REQUIRED));
    vouch_moment_set_page (moment, read_page (wire, VOUCH_WIRE_OPTIONAL));
    break;
  }
}

static void
read_moment (const VouchWire *wire, gpointer data)
{
  static const char *const names[] = { "id",        "kind",  "startMs", "endMs", "x",
                                       "y",         "width", "height",  "page",  "quote",
                                       "criterion", "label", "text",    NULL };
  g_autoptr (VouchMoment) moment = vouch_moment_new ();
  const char *kind = vouch_wire_string (wire, "kind", VOUCH_WIRE_REQUIRED);
  VouchMomentForm form;

  vouch_wire_only (wire, names);
  if (kind != NULL && !vouch_moment_form_from_string (kind, &form)) {
    vouch_wire_note (wire, "kind", "unknown-value", _ ("This kind of moment is not known."));
    kind = NULL;
  }
  if (kind == NULL)
    return;
  vouch_moment_set_form (moment, form);
  vouch_moment_set_id (moment,
                       vouch_wire_match (wire, "id", VOUCH_WIRE_REQUIRED, vouch_wire_form_is_id));
  read_moment_place (wire, moment);
  vouch_moment_set_criterion (moment, vouch_wire_string (wire, "criterion", VOUCH_WIRE_OPTIONAL));
  vouch_moment_set_label (moment, vouch_wire_string (wire, "label", VOUCH_WIRE_OPTIONAL));
  vouch_moment_set_note (moment, vouch_wire_string (wire, "text", VOUCH_WIRE_OPTIONAL));
  vouch_manifest_item_add_moment (data, moment);
}

static void
read_citation (const VouchWire *wire, gpointer data)
{
  static const char *const names[] = { "item", "atMs", "page", NULL };
  g_autoptr (VouchCitation) citation = vouch_citation_new ();

  vouch_wire_only (wire, names);
  if (!vouch_wire_is_null (wire, "atMs") && !vouch_wire_is_null (wire, "page"))
    vouch_wire_note (wire, NULL, "ambiguous", _ ("Either a time or a page is expected here."));
  vouch_citation_set_item (
      citation, vouch_wire_match (wire, "item", VOUCH_WIRE_REQUIRED, vouch_wire_form_is_id));
  vouch_citation_set_at_ms (citation,
                            vouch_wire_integer (wire, "atMs", VOUCH_WIRE_OPTIONAL, 0, -1));
  vouch_citation_set_page (
      citation,
      (guint) MIN (vouch_wire_integer (wire, "page", VOUCH_WIRE_OPTIONAL, 1, 0), G_MAXINT));
  vouch_manifest_item_add_citation (data, citation);
}

static void
read_file (const VouchWire *wire, gpointer data)
{
  static const char *const names[] = { "name",       "mediaType", "bytes", "sha256",
                                       "durationMs", "pages",     NULL };
  g_autoptr (VouchManifestFile) file = vouch_manifest_file_new ();

  vouch_wire_only (wire, names);
  vouch_manifest_file_set_name (
      file, vouch_wire_match (wire, "name", VOUCH_WIRE_REQUIRED, vouch_wire_form_is_neutral_name));
  vouch_manifest_file_set_media_type (
      file,
      vouch_wire_match (wire, "mediaType", VOUCH_WIRE_REQUIRED, vouch_wire_form_is_media_type));
  vouch_manifest_file_set_sha256 (
      file, vouch_wire_match (wire, "sha256", VOUCH_WIRE_REQUIRED, vouch_wire_form_is_sha256));
  vouch_manifest_file_set_bytes (file,
                                 vouch_wire_integer (wire, "bytes", VOUCH_WIRE_REQUIRED, 0, 0));
  vouch_manifest_file_set_duration_ms (
      file, vouch_wire_integer (wire, "durationMs", VOUCH_WIRE_OPTIONAL, 0, -1));
  vouch_manifest_file_set_pages (
      file, (guint) MIN (vouch_wire_integer (wire, "pages", VOUCH_WIRE_OPTIONAL, 0, 0), G_MAXINT));
  vouch_manifest_item_set_file (data, file);
}

static void
read_attributes (const VouchWire *wire, gpointer data)
{
  g_autoptr (GList) names = json_object_get_members (wire->object);

  for (GList *link = names; link != NULL; link = link->next)
    vouch_manifest_item_set_attribute (data, link->data,
                                       vouch_wire_string (wire, link->data, VOUCH_WIRE_REQUIRED));
}

static void
read_consent (const VouchWire *wire, gpointer data)
{
  static const char *const names[] = { "covered", "date", NULL };
  const char *date = vouch_wire_string (wire, "date", VOUCH_WIRE_REQUIRED);
  VouchDay day = VOUCH_DAY_NONE;

  vouch_wire_only (wire, names);
  if (date != NULL && !vouch_day_parse (date, &day))
    vouch_wire_note (wire, "date", "wrong-form", _ ("A date such as 2026-11-22 is expected here."));
  vouch_manifest_item_set_consent_date (data, day);
  vouch_manifest_item_set_consent_covered (
      data, vouch_wire_boolean (wire, "covered", VOUCH_WIRE_REQUIRED));
}

static void
read_body (const VouchWire *wire, VouchManifestItem *item)
{
  g_auto (GStrv) criteria = vouch_wire_strings (wire, "criteria", VOUCH_WIRE_OPTIONAL);

  vouch_manifest_item_set_text (item, vouch_wire_string (wire, "text", VOUCH_WIRE_OPTIONAL));
  vouch_manifest_item_set_criteria (item, (const char *const *) criteria);
  vouch_wire_object (wire, "file", VOUCH_WIRE_OPTIONAL, read_file, item);
  vouch_wire_object (wire, "attributes", VOUCH_WIRE_OPTIONAL, read_attributes, item);
  vouch_wire_each (wire, "moments", VOUCH_WIRE_OPTIONAL, read_moment, item);
  vouch_wire_each (wire, "citations", VOUCH_WIRE_OPTIONAL, read_citation, item);
  vouch_wire_object (wire, "consentRecord", VOUCH_WIRE_OPTIONAL, read_consent, item);
}

/**
 * vouch_manifest_item_json_read:
 * @wire: an item being read.
 *
 * Returns: (transfer full): the item; faults are noted.
 */
VouchManifestItem *
vouch_manifest_item_json_read (const VouchWire *wire)
{
  static const char *const names[] = { "id",      "requirement", "media",         "title",
                                       "text",    "file",        "attributes",    "criteria",
                                       "moments", "citations",   "consentRecord", NULL };
  VouchManifestItem *item = vouch_manifest_item_new ();
  const char *media = vouch_wire_string (wire, "media", VOUCH_WIRE_REQUIRED);
  VouchMedia value = VOUCH_MEDIA_NONE;

  vouch_wire_only (wire, names);
  vouch_manifest_item_set_id (
      item, vouch_wire_match (wire, "id", VOUCH_WIRE_REQUIRED, vouch_wire_form_is_id));
  vouch_manifest_item_set_requirement (
      item, vouch_wire_match (wire, "requirement", VOUCH_WIRE_REQUIRED, vouch_wire_form_is_word));
  if (media != NULL && !vouch_media_from_string (media, &value))
    vouch_wire_note (wire, "media", "unknown-value", _ ("This kind of media is not known."));
  vouch_manifest_item_set_media (item, value);
  vouch_manifest_item_set_title (item, vouch_wire_string (wire, "title", VOUCH_WIRE_OPTIONAL));
  if (vouch_wire_is_null (wire, "text") == vouch_wire_is_null (wire, "file"))
    vouch_wire_note (wire, NULL, "text-or-file", _ ("Either a text or a file is expected here."));
  read_body (wire, item);
  return item;
}
