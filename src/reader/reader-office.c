/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "reader-office"

#include "config.h"
#include "reader-office.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "reader-image.h"
#include "reader-office-text.h"
#include "reader-report.h"
#include "reader-watchdog.h"
#include "reader-xml.h"
#include "reader-zip.h"
#include "vouch-text.h"

/*
 * Office documents are zip files of XML: Office Open XML (ECMA-376) has its text in word/document.xml
 * and who made it in docProps/, Open Document (ODF 1.3) has content.xml and meta.xml. All members are
 * unpacked, which checks their sums; text, links and names are gathered on the way.
 */

static const struct {
  const char *member;   /* a member that only this kind of file has … */
  const char *mimetype; /* … or the content of the member mimetype */
  ReaderType type;
} kinds[] = {
  { "word/document.xml", NULL, { READER_KIND_ZIP, VOUCH_MEDIA_DOCUMENT, "docx", TRUE } },
  { "xl/workbook.xml", NULL, { READER_KIND_ZIP, VOUCH_MEDIA_DATA, "xlsx", FALSE } },
  { "ppt/presentation.xml", NULL, { READER_KIND_ZIP, VOUCH_MEDIA_DOCUMENT, "pptx", FALSE } },
  { NULL,
    "application/vnd.oasis.opendocument.text",
    { READER_KIND_ZIP, VOUCH_MEDIA_DOCUMENT, "odt", TRUE } },
  { NULL,
    "application/vnd.oasis.opendocument.spreadsheet",
    { READER_KIND_ZIP, VOUCH_MEDIA_DATA, "ods", FALSE } },
  { NULL,
    "application/vnd.oasis.opendocument.presentation",
    { READER_KIND_ZIP, VOUCH_MEDIA_DOCUMENT, "odp", FALSE } },
  { NULL, "application/epub+zip", { READER_KIND_ZIP, VOUCH_MEDIA_DOCUMENT, "epub", FALSE } },
};

static gboolean
find_kind (const char *name, GBytes *bytes, gpointer user_data)
{
  ReaderType *found = user_data;
  gsize size = 0;
  const char *data = g_bytes_get_data (bytes, &size);
  g_autofree char *mimetype =
      g_str_equal (name, "mimetype") ? g_strndup (data, MIN (size, 100)) : NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_strcmp0 (kinds[i].member, name) == 0 ||
        (mimetype != NULL && kinds[i].mimetype != NULL &&
         g_str_equal (g_strstrip (mimetype), kinds[i].mimetype))) {
      *found = kinds[i].type;
      return FALSE;
    }
  return TRUE;
}

/* The directory of a zip file stands at its end, so that of a file that was cut off nothing but the
 * names in front of its members tell what it was. */
static void
guess_kind (GBytes *archive, ReaderType *type)
{
  gsize size = 0;
  const char *data = g_bytes_get_data (archive, &size);

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++) {
    const char *mark = kinds[i].member != NULL ? kinds[i].member : kinds[i].mimetype;

    if (memmem (data, size, mark, strlen (mark)) != NULL) {
      *type = kinds[i].type;
      return;
    }
  }
}

/**
 * reader_office_type:
 * @archive: a zip file.
 *
 * Returns: what kind of document it is.
 */
ReaderType
reader_office_type (GBytes *archive)
{
  ReaderType type = { READER_KIND_ZIP, VOUCH_MEDIA_DATA, "zip", FALSE };

  reader_zip_walk (archive, find_kind, &type);
  if (g_str_equal (type.format, "zip"))
    guess_kind (archive, &type);
  return type;
}

typedef struct {
  VouchFacts *facts;
  GString *text;
  gboolean damaged;
} Reading;

static gboolean
has_suffix (const char *name, const char *suffix)
{
  g_autofree char *lower = g_ascii_strdown (name, -1);

  return g_str_has_suffix (lower, suffix);
}

/* Properties are elements with text; the element's name tells what they are. */
static void
report_properties (xmlNode *node, VouchFacts *facts)
{
  for (xmlNode *child = node->children; child != NULL; child = child->next) {
    const char *name = (const char *) child->name;
    g_autofree char *user_name = NULL;
    const char *key = NULL;
    xmlChar *value = NULL;

    if (child->type != XML_ELEMENT_NODE)
      continue;
    if (xmlFirstElementChild (child) != NULL) {
      report_properties (child, facts);
      continue;
    }
    value = xmlNodeGetContent (child);
    user_name = reader_xml_attribute (child, "name");
    /* Properties that somebody made up have a name and a value. */
    if (user_name != NULL ||
        (child->parent != NULL && g_strcmp0 ((const char *) child->parent->name, "property") == 0))
      key = "other";
    else
      key = reader_report_key_for (name);
    if (key != NULL && !g_str_equal (name, "TitlesOfParts"))
      reader_report_identifier (facts, key, (const char *) value);
    xmlFree (value);
  }
}

static gboolean
is_properties (const char *name)
{
  return (g_str_has_prefix (name, "docProps/") && has_suffix (name, ".xml")) ||
         g_str_equal (name, "meta.xml") || g_str_has_suffix (name, "/meta.xml");
}

static void
read_xml (Reading *reading, const char *name, GBytes *bytes)
{
  xmlDoc *document = reader_xml_parse (bytes);

  if (document == NULL) {
    reading->damaged |= g_bytes_get_size (bytes) > 0;
    return;
  }
  if (is_properties (name))
    report_properties (xmlDocGetRootElement (document), reading->facts);
  else if (has_suffix (name, ".rels"))
    reader_office_text_links (document, reading->facts);
  else if (reader_office_text_is_body (name))
    reader_office_text_append (document, reading->text, reading->facts);
  else
    reader_office_text_people (document, reading->facts);
  xmlFreeDoc (document);
}

static gboolean
read_member (const char *name, GBytes *bytes, gpointer user_data)
{
  Reading *reading = user_data;

  reader_watchdog_tick ();
  if (has_suffix (name, ".xml") || has_suffix (name, ".rels"))
    read_xml (reading, name, bytes);
  else if (has_suffix (name, ".jpg") || has_suffix (name, ".jpeg") || has_suffix (name, ".png") ||
           has_suffix (name, ".tif") || has_suffix (name, ".tiff") || has_suffix (name, ".webp")) {
    g_autoptr (VouchFacts) picture = vouch_facts_new ();

    if (strstr (name, "humbnail") != NULL)
      reader_report_identifier (reading->facts, "thumbnail", name);
    reader_image_report_metadata (bytes, picture);
    for (guint i = 0; i < vouch_facts_get_n_identifiers (picture); i++) {
      const char *value = NULL;
      const char *key = vouch_facts_get_identifier (picture, i, &value);

      reader_report_identifier (reading->facts, key, value);
    }
  }
  return TRUE;
}

/**
 * reader_office_measure:
 * @input: a zip file.
 * @facts: receives what was found; type and media as well, which only the members tell.
 *
 * Measures an office document.
 */
void
reader_office_measure (ReaderInput *input, VouchFacts *facts)
{
  g_autoptr (GBytes) archive = reader_input_load (input, READER_MAX_ZIP_BYTES);
  g_autoptr (GString) text = g_string_new (NULL);
  Reading reading = { facts, text, FALSE };
  ReaderType type = { 0 };

  if (archive == NULL) {
    reader_report_unreadable (facts, _ ("This document is too large to be opened."));
    return;
  }
  type = reader_office_type (archive);
  vouch_facts_set_format (facts, type.format);
  vouch_facts_set_media (facts, type.media);
  vouch_facts_set_cleanable (facts, type.cleanable);
  if (!reader_zip_walk (archive, read_member, &reading) || reading.damaged)
    reader_report_damage (facts, _ ("Part of this document is missing, damaged or locked with a "
                                    "password. Save it again and attach the new file."));
  if (!type.cleanable)
    return;
  reader_report_text (facts, text->str);
}
