/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "clean-pdf"

#include "config.h"
#include "clean-pdf.h"

#include <glib/gi18n-lib.h>
#include <qpdf/qpdf-c.h>
#include <string.h>

#include "reader-image-file.h"
#include "reader-watchdog.h"

/*
 * A clean PDF keeps pages, text, fonts, structure and links as they are (ISO 32000-1), and loses what
 * only tells about people: the information dictionary, XMP of the document and of every object, data
 * private to programs, attached files, scripts, names and times of notes, and what photographs inside
 * say about themselves. Writing it anew leaves out objects that nothing refers to any more, among them
 * all earlier revisions.
 */

#define MAX_OBJECTS 2000000
#define MAX_DEPTH 64

/* Keys that are left out of every dictionary. */
static const char *const dropped[] = {
  "/Metadata",   "/PieceInfo",  "/LastModified",  "/Thumb",     "/AF",
  "/Threads",    "/JavaScript", "/EmbeddedFiles", "/AA",        "/OpenAction",
  "/Collection", "/Perms",      "/SpiderInfo",    "/WebCapture"
};

static void
drop_keys (qpdf_data pdf, qpdf_oh dictionary)
{
  for (gsize i = 0; i < G_N_ELEMENTS (dropped); i++)
    if (qpdf_oh_has_key (pdf, dictionary, dropped[i]))
      qpdf_oh_remove_key (pdf, dictionary, dropped[i]);
}

static gboolean
is_name (qpdf_data pdf, qpdf_oh dictionary, const char *key, const char *name)
{
  qpdf_oh value = qpdf_oh_get_key (pdf, dictionary, key);
  gboolean same = qpdf_oh_is_name (pdf, value) && strcmp (qpdf_oh_get_name (pdf, value), name) == 0;

  qpdf_oh_release (pdf, value);
  return same;
}

/* A note names its author in T; a form field has its own name there. */
static void
clean_annotation (qpdf_data pdf, qpdf_oh annotation)
{
  if (!qpdf_oh_has_key (pdf, annotation, "/Subtype") || !qpdf_oh_has_key (pdf, annotation, "/Rect"))
    return;
  qpdf_oh_remove_key (pdf, annotation, "/M");
  qpdf_oh_remove_key (pdf, annotation, "/CreationDate");
  qpdf_oh_remove_key (pdf, annotation, "/NM");
  qpdf_oh_remove_key (pdf, annotation, "/RC");
  if (is_name (pdf, annotation, "/Subtype", "/FileAttachment"))
    qpdf_oh_remove_key (pdf, annotation, "/FS");
  if (!is_name (pdf, annotation, "/Subtype", "/Widget"))
    qpdf_oh_remove_key (pdf, annotation, "/T");
}

/* Actions that start programs or open files carry paths of somebody's computer. */
static void
clean_action (qpdf_data pdf, qpdf_oh dictionary)
{
  static const char *const kinds[] = { "/Launch",     "/GoToR",      "/GoToE",
                                       "/JavaScript", "/ImportData", "/SubmitForm" };
  qpdf_oh action = qpdf_oh_get_key (pdf, dictionary, "/A");

  for (gsize i = 0; qpdf_oh_is_dictionary (pdf, action) && i < G_N_ELEMENTS (kinds); i++)
    if (is_name (pdf, action, "/S", kinds[i])) {
      qpdf_oh_remove_key (pdf, dictionary, "/A");
      break;
    }
  qpdf_oh_release (pdf, action);
}

static void
clean_stream (qpdf_data pdf, qpdf_oh stream, qpdf_oh dictionary)
{
  unsigned char *buffer = NULL;
  size_t length = 0;
  g_autoptr (GBytes) jpeg = NULL;
  g_autoptr (GBytes) stripped = NULL;
  gsize size = 0;
  const void *data = NULL;
  qpdf_oh filter = 0, parameters = 0;

  if (!is_name (pdf, dictionary, "/Filter", "/DCTDecode") ||
      qpdf_oh_get_stream_data (pdf, stream, qpdf_dl_none, NULL, &buffer, &length) != QPDF_SUCCESS)
    return;
  jpeg = g_bytes_new (buffer, length);
  g_clear_pointer (&buffer, free);
  stripped = reader_image_file_strip_jpeg (jpeg);
  if (stripped == NULL)
    return;
  data = g_bytes_get_data (stripped, &size);
  filter = qpdf_oh_get_key (pdf, dictionary, "/Filter");
  parameters = qpdf_oh_get_key (pdf, dictionary, "/DecodeParms");
  qpdf_oh_replace_stream_data (pdf, stream, data, size, filter, parameters);
  qpdf_oh_release (pdf, filter);
  qpdf_oh_release (pdf, parameters);
}

/* The keys of a dictionary, since only one list of keys can be under way at a time. */
static GPtrArray *
list_keys (qpdf_data pdf, qpdf_oh dictionary)
{
  GPtrArray *keys = g_ptr_array_new_with_free_func (g_free);

  qpdf_oh_begin_dict_key_iter (pdf, dictionary);
  while (qpdf_oh_dict_more_keys (pdf))
    g_ptr_array_add (keys, g_strdup (qpdf_oh_dict_next_key (pdf)));
  return keys;
}

/* Cleans what is written inside another object; objects with numbers get their own turn. */
static void
clean_inside (qpdf_data pdf, qpdf_oh object, guint depth)
{
  if (depth > MAX_DEPTH)
    return;
  if (qpdf_oh_is_dictionary (pdf, object)) {
    g_autoptr (GPtrArray) keys = NULL;

    drop_keys (pdf, object);
    clean_annotation (pdf, object);
    clean_action (pdf, object);
    keys = list_keys (pdf, object);
    for (guint i = 0; i < keys->len; i++) {
      qpdf_oh value = qpdf_oh_get_key (pdf, object, g_ptr_array_index (keys, i));

      if (!qpdf_oh_is_indirect (pdf, value))
        clean_inside (pdf, value, depth + 1);
      qpdf_oh_release (pdf, value);
    }
  } else if (qpdf_oh_is_array (pdf, object)) {
    for (int i = 0; i < qpdf_oh_get_array_n_items (pdf, object); i++) {
      qpdf_oh item = qpdf_oh_get_array_item (pdf, object, i);

      if (!qpdf_oh_is_indirect (pdf, item))
        clean_inside (pdf, item, depth + 1);
      qpdf_oh_release (pdf, item);
    }
  }
}

static void
clean_object (qpdf_data pdf, int number)
{
  qpdf_oh object = qpdf_get_object_by_id (pdf, number, 0);
  qpdf_oh dictionary = object;

  if (qpdf_oh_is_stream (pdf, object))
    dictionary = qpdf_oh_get_dict (pdf, object);
  clean_inside (pdf, dictionary, 0);
  if (dictionary != object)
    clean_stream (pdf, object, dictionary);
  if (dictionary != object)
    qpdf_oh_release (pdf, dictionary);
  qpdf_oh_release (pdf, object);
}

static void
clean_trailer (qpdf_data pdf)
{
  qpdf_oh trailer = qpdf_get_trailer (pdf);
  qpdf_oh root = qpdf_get_root (pdf);
  qpdf_oh names = qpdf_oh_get_key (pdf, root, "/Names");
  qpdf_oh size = qpdf_oh_get_key (pdf, trailer, "/Size");
  int objects = qpdf_oh_is_integer (pdf, size) ? qpdf_oh_get_int_value_as_int (pdf, size) : 0;

  qpdf_oh_remove_key (pdf, trailer, "/Info");
  qpdf_oh_remove_key (pdf, trailer, "/ID");
  drop_keys (pdf, root);
  if (qpdf_oh_is_dictionary (pdf, names))
    drop_keys (pdf, names);
  for (int number = 1; number < MIN (objects, MAX_OBJECTS); number++) {
    clean_object (pdf, number);
    reader_watchdog_tick ();
  }
  qpdf_oh_release (pdf, size);
  qpdf_oh_release (pdf, names);
  qpdf_oh_release (pdf, root);
  qpdf_oh_release (pdf, trailer);
}

static GBytes *
write_anew (qpdf_data pdf)
{
  if ((qpdf_init_write_memory (pdf) & QPDF_ERRORS) != 0)
    return NULL;
  qpdf_set_preserve_unreferenced_objects (pdf, QPDF_FALSE);
  qpdf_set_object_stream_mode (pdf, qpdf_o_disable);
  qpdf_set_preserve_encryption (pdf, QPDF_FALSE);
  qpdf_set_deterministic_ID (pdf, QPDF_TRUE);
  if ((qpdf_write (pdf) & QPDF_ERRORS) != 0)
    return NULL;
  return g_bytes_new (qpdf_get_buffer (pdf), qpdf_get_buffer_length (pdf));
}

/**
 * clean_pdf:
 * @bytes: a PDF document.
 * @problem: (out): a plain sentence on why there is no copy.
 *
 * Writes the document anew without what tells about people. Links stay, because they are part of what
 * the document says.
 *
 * Returns: (transfer full) (nullable): the copy.
 */
GBytes *
clean_pdf (GBytes *bytes, char **problem)
{
  gsize size = 0;
  const char *data = g_bytes_get_data (bytes, &size);
  qpdf_data pdf = qpdf_init ();
  GBytes *cleaned = NULL;

  qpdf_silence_errors (pdf);
  qpdf_set_suppress_warnings (pdf, QPDF_TRUE);
  if ((qpdf_read_memory (pdf, "document", data, size, NULL) & QPDF_ERRORS) == 0) {
    clean_trailer (pdf);
    cleaned = write_anew (pdf);
  }
  qpdf_cleanup (&pdf);
  if (cleaned == NULL)
    *problem = g_strdup (_ ("This document is damaged or locked, so no clean copy can be made."));
  return cleaned;
}
