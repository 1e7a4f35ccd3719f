/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "reader-render"

#include "config.h"
#include "reader-render.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>

#include "reader-input.h"
#include "reader-office.h"
#include "reader-print.h"
#include "reader-type.h"
#include "reader-zip.h"
#include "render-image.h"
#include "render-pdf.h"
#include "render-recording.h"
#include "render-table.h"
#include "render-text.h"
#include "vouch-glance-wire.h"
#include "vouch-reader-protocol.h"

static gboolean
parse_wish (const char *text, VouchGlanceWish *wish)
{
  int form = 0, table = 0;

  if (sscanf (text, "%d,%d,%d,%d,%" G_GINT64_FORMAT ",%d", &form, &wish->width, &wish->height,
              &wish->page, &wish->time_ms, &table) != 6)
    return FALSE;
  wish->form = (VouchGlanceForm) form;
  wish->name_is_table = table != 0;
  return vouch_glance_wish_is_valid (wish);
}

static gboolean
print_glance (guint index, VouchGlance *glance)
{
  g_autoptr (GBytes) head = vouch_glance_wire_write_head (index, glance);
  g_autoptr (GBytes) body = vouch_glance_wire_get_body (glance);

  return reader_print (head) && reader_print (body);
}

static VouchGlance *
render_office (ReaderInput *input, const VouchGlanceWish *wish)
{
  g_autoptr (GBytes) archive = reader_input_load (input, READER_MAX_ZIP_BYTES);

  if (archive == NULL)
    return vouch_glance_new_problem (_ ("This document is too large to be shown here."));
  if (wish->form == VOUCH_GLANCE_FORM_TABLE)
    return render_table_office (archive, wish);
  return render_text_office (archive, wish);
}

static VouchGlance *
render (ReaderInput *input, const VouchGlanceWish *wish)
{
  ReaderType type = reader_type_of (input, wish->name_is_table ? "table.csv" : NULL);

  switch (type.kind) {
  case READER_KIND_RECORDING: return render_recording (input, &type, wish);
  case READER_KIND_IMAGE: return render_image (input, wish);
  case READER_KIND_PDF: return render_pdf (input, wish);
  case READER_KIND_ZIP: return render_office (input, wish);
  case READER_KIND_TEXT:
    return wish->form == VOUCH_GLANCE_FORM_TABLE ? render_table_plain (input, wish)
                                                 : render_text_plain (input, wish);
  case READER_KIND_UNKNOWN:
  default: return NULL;
  }
}

static VouchGlance *
render_or_say_why (ReaderInput *input, const VouchGlanceWish *wish)
{
  VouchGlance *glance = NULL;

  if (input == NULL || reader_input_get_size (input) == 0)
    return vouch_glance_new_problem (_ ("This file is empty."));
  glance = render (input, wish);
  if (glance == NULL)
    glance = vouch_glance_new_problem (
        _ ("This kind of file cannot be shown here. It can still be handed in where its kind is "
           "asked for."));
  return glance;
}

/**
 * reader_render:
 * @wishes: what is to be shown of each file; ends with a NULL.
 *
 * Shows each file and prints the pictures, waveforms, texts and tables as they are made. Each file is
 * closed before the next one is looked at.
 *
 * Returns: an exit code of the reader.
 */
int
reader_render (char **wishes)
{
  guint n = g_strv_length (wishes);

  if (n == 0 || n > VOUCH_READER_MAX_FILES)
    return VOUCH_READER_EXIT_USAGE;
  for (guint i = 0; i < n; i++) {
    VouchGlanceWish wish = { 0 };
    int fd = VOUCH_READER_SOURCE_FD + (int) i;
    g_autoptr (ReaderInput) input = reader_input_new (fd);
    g_autoptr (VouchGlance) glance = NULL;

    if (!parse_wish (wishes[i], &wish))
      return VOUCH_READER_EXIT_USAGE;
    glance = render_or_say_why (input, &wish);
    close (fd);
    if (!print_glance (i, glance))
      return VOUCH_READER_EXIT_NO_SPACE;
  }
  return VOUCH_READER_EXIT_DONE;
}
