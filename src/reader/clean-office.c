/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "clean-office"

#include "config.h"
#include "clean-office.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "clean-image.h"
#include "clean-office-xml.h"
#include "reader-watchdog.h"
#include "reader-xml.h"
#include "reader-zip.h"

/*
 * A clean office document is the old one unpacked and written anew: members that only tell about people
 * are left out and so is every reference to them; names and dates of comments and changes are made
 * neutral; pictures are painted anew. Members whose inside cannot be looked at, such as embedded
 * objects of other programs, make the whole document one that cannot be cleaned.
 */

typedef struct {
  ReaderZipWriter *writer;
  GPtrArray *dropped; /* names */
  char *problem;
} Cleaning;

static gboolean
has_suffix (const char *name, const char *suffix)
{
  g_autofree char *lower = g_ascii_strdown (name, -1);

  return g_str_has_suffix (lower, suffix);
}

/* Members that serve nobody who reads the document. */
static gboolean
is_dropped (const char *name)
{
  static const char *const starts[] = { "docProps/",
                                        "customXml/",
                                        "Thumbnails/",
                                        "Configurations2/",
                                        "word/people.xml",
                                        "word/printerSettings",
                                        "_xmlsignatures/",
                                        "META-INF/documentsignatures",
                                        "META-INF/macrosignatures",
                                        "docMetadata/",
                                        "word/glossary/",
                                        "meta.xml",
                                        "settings.xml",
                                        "layout-cache",
                                        "manifest.rdf" };

  for (gsize i = 0; i < G_N_ELEMENTS (starts); i++)
    if (g_str_has_prefix (name, starts[i]))
      return TRUE;
  return g_str_has_suffix (name, "/meta.xml") || g_str_has_suffix (name, "/settings.xml")
             ? !g_str_has_prefix (name, "word/")
             : FALSE;
}

static gboolean
note_dropped (const char *name, GBytes *bytes, gpointer user_data)
{
  Cleaning *cleaning = user_data;

  if (is_dropped (name))
    g_ptr_array_add (cleaning->dropped, g_strdup (name));
  return TRUE;
}

static GBytes *
clean_xml (Cleaning *cleaning, const char *name, GBytes *bytes)
{
  xmlDoc *document = reader_xml_parse (bytes);
  GBytes *cleaned = NULL;

  if (document == NULL)
    return NULL;
  clean_office_xml (document, name, cleaning->dropped);
  cleaned = reader_xml_print (document);
  xmlFreeDoc (document);
  return cleaned;
}

/* Drawings and sounds in formats that carry no names, or that nothing here can look into. */
static gboolean
is_harmless (const char *name)
{
  static const char *const suffixes[] = { ".gif", ".bmp", ".emf",     ".wmf", ".odttf",
                                          ".ttf", ".otf", ".fntdata", ".rdf" };

  for (gsize i = 0; i < G_N_ELEMENTS (suffixes); i++)
    if (has_suffix (name, suffixes[i]))
      return TRUE;
  return g_str_equal (name, "mimetype") || g_str_has_prefix (name, "ObjectReplacements/");
}

static GBytes *
clean_content (Cleaning *cleaning, const char *name, GBytes *bytes)
{
  if (g_bytes_get_size (bytes) == 0 || is_harmless (name))
    return g_bytes_ref (bytes);
  if (has_suffix (name, ".xml") || has_suffix (name, ".rels"))
    return clean_xml (cleaning, name, bytes);
  if (has_suffix (name, ".jpg") || has_suffix (name, ".jpeg"))
    return clean_image (bytes, "jpg", NULL);
  if (has_suffix (name, ".png"))
    return clean_image (bytes, "png", NULL);
  return NULL;
}

static gboolean
clean_member (const char *name, GBytes *bytes, gpointer user_data)
{
  Cleaning *cleaning = user_data;
  g_autoptr (GBytes) cleaned = NULL;

  reader_watchdog_tick ();
  if (is_dropped (name))
    return TRUE;
  cleaned = clean_content (cleaning, name, bytes);
  if (cleaned == NULL) {
    cleaning->problem
        /* Translators: %s is the name of a part inside the document. */
        = g_strdup_printf (_ ("This document holds an embedded part that Vouch cannot clean (%s). "
                              "Take it out, or save the document as PDF."),
                           name);
    return FALSE;
  }
  reader_zip_writer_add (cleaning->writer, name, cleaned, !g_str_equal (name, "mimetype"));
  return TRUE;
}

static gboolean
add_mimetype (const char *name, GBytes *bytes, gpointer user_data)
{
  Cleaning *cleaning = user_data;

  if (!g_str_equal (name, "mimetype"))
    return TRUE;
  reader_zip_writer_add (cleaning->writer, name, bytes, FALSE);
  return FALSE;
}

static gboolean
clean_other_member (const char *name, GBytes *bytes, gpointer user_data)
{
  return g_str_equal (name, "mimetype") || clean_member (name, bytes, user_data);
}

/**
 * clean_office:
 * @archive: a DOCX or ODT document.
 * @problem: (out): a plain sentence on why there is no copy.
 *
 * Writes the document anew without what tells about people.
 *
 * Returns: (transfer full) (nullable): the copy.
 */
GBytes *
clean_office (GBytes *archive, char **problem)
{
  g_autoptr (ReaderZipWriter) writer = reader_zip_writer_new ();
  g_autoptr (GPtrArray) dropped = g_ptr_array_new_with_free_func (g_free);
  Cleaning cleaning = { writer, dropped, NULL };

  /* The type of an Open Document has to come first. */
  reader_zip_walk (archive, add_mimetype, &cleaning);
  if (!reader_zip_walk (archive, note_dropped, &cleaning) ||
      !reader_zip_walk (archive, clean_other_member, &cleaning))
    cleaning.problem = g_strdup (_ ("This document is damaged, so no clean copy can be made."));
  if (cleaning.problem != NULL) {
    *problem = cleaning.problem;
    return NULL;
  }
  return reader_zip_writer_finish (writer);
}
