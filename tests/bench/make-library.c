/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "vouch-definitions.h"
#include "vouch-evidence-place.h"
#include "vouch-hash.h"
#include "vouch-portfolios.h"
#include "vouch-store-arrivals.h"
#include "vouch-store-evidence.h"
#include "vouch-store-facts.h"
#include "vouch-store-items.h"
#include "vouch-store-objects.h"
#include "vouch-workspace-private.h"

/*
 * make-library FOLDER ITEMS PORTFOLIOS: makes a large library in seconds, for benches.  Every item is
 * a picture of its own, nine of ten are placed, and all have a date and a lesson.
 *
 * It is fast because everything is one change and no file is synced by itself; so it is for a folder
 * that can be thrown away.
 */

#define WIDTH 160
#define HEIGHT 120
#define DAY_MS ((gint64) 24 * 60 * 60 * 1000)

/* PNG (RFC 2083): a signature, then chunks of length, name, data and CRC-32. */

static guint32
crc_of (const guint8 *bytes, gsize length)
{
  static guint32 table[256];
  guint32 crc = 0xffffffff;

  for (guint32 i = 0; table[255] == 0 && i < 256; i++) {
    guint32 c = i;

    for (guint bit = 0; bit < 8; bit++)
      c = c & 1 ? 0xedb88320 ^ (c >> 1) : c >> 1;
    table[i] = c;
  }
  for (gsize i = 0; i < length; i++)
    crc = table[(crc ^ bytes[i]) & 0xff] ^ (crc >> 8);
  return ~crc;
}

static void
add_number (GByteArray *png, guint32 number)
{
  guint32 big = GUINT32_TO_BE (number);

  g_byte_array_append (png, (const guint8 *) &big, sizeof big);
}

static void
add_chunk (GByteArray *png, const char *name, const guint8 *data, guint length)
{
  guint start;

  add_number (png, length);
  start = png->len;
  g_byte_array_append (png, (const guint8 *) name, 4);
  if (length > 0)
    g_byte_array_append (png, data, length);
  add_number (png, crc_of (png->data + start, png->len - start));
}

static gsize
deflate_rows (const guint8 *rows, gsize length, guint8 *packed, gsize room)
{
  g_autoptr (GConverter) converter =
      G_CONVERTER (g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_ZLIB, 1));
  g_autoptr (GError) error = NULL;
  gsize n_read, n_written;

  g_converter_convert (converter, rows, length, packed, room, G_CONVERTER_INPUT_AT_END, &n_read,
                       &n_written, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (n_read, ==, length);
  return n_written;
}

/* Bands of a colour that no other picture has, and a block whose place tells the number. */
static GByteArray *
paint (guint number)
{
  static const guint8 signature[] = { 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n' };
  static guint8 rows[HEIGHT * (1 + WIDTH * 3)];
  static guint8 packed[sizeof rows + 4096];
  const guint8 head[] = { 0, 0, 0, WIDTH, 0, 0, 0, HEIGHT, 8, 2, 0, 0, 0 };
  GByteArray *png = g_byte_array_new ();
  guint8 *pixel = rows;

  for (guint y = 0; y < HEIGHT; y++) {
    *pixel++ = 0;
    for (guint x = 0; x < WIDTH; x++) {
      gboolean block = x / 10 == number % 16 && y / 10 == number / 16 % 12;

      *pixel++ = (guint8) (block ? 255 : (number * 7 + y / 8 * 5) & 0xff);
      *pixel++ = (guint8) (block ? 255 : (number >> 3) & 0xff);
      *pixel++ = (guint8) (block ? 255 : (number * 3 + x / 16) & 0xff);
    }
  }
  g_byte_array_append (png, signature, sizeof signature);
  add_chunk (png, "IHDR", head, sizeof head);
  add_chunk (png, "tEXt", (const guint8 *) &number, sizeof number);
  add_chunk (png, "IDAT", packed, (guint) deflate_rows (rows, sizeof rows, packed, sizeof packed));
  add_chunk (png, "IEND", NULL, 0);
  return png;
}

/* The library. */

typedef struct {
  VouchWorkspace *workspace;
  VouchStore *store;
  GPtrArray *portfolios;   /* (element-type utf8) */
  GPtrArray *requirements; /* (element-type utf8), one for each portfolio: what takes pictures */
  gint64 now_ms;
} Making;

static const char *
find_place (VouchDefinition *definition)
{
  GPtrArray *parts = vouch_definition_get_parts (definition);

  for (guint p = 0; p < parts->len; p++) {
    GPtrArray *asked = vouch_part_get_requirements (parts->pdata[p]);

    for (guint r = 0; r < asked->len; r++)
      if (vouch_media_set_contains (vouch_requirement_get_media (asked->pdata[r]),
                                    VOUCH_MEDIA_IMAGE))
        return vouch_requirement_get_id (asked->pdata[r]);
  }
  return NULL;
}

static void
begin_portfolios (Making *making, guint n)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) all = vouch_definitions_list (making->workspace, NULL, &error);
  guint next = 0;

  g_assert_no_error (error);
  for (guint i = 0; i < n; i++, next++) {
    VouchDefinition *definition = all->pdata[next % all->len];
    g_autofree char *title =
        g_strdup_printf ("%s %u", vouch_definition_get_name (definition), i + 1);
    g_autofree char *id = vouch_portfolios_begin (
        making->workspace, vouch_definition_get_id (definition), title, NULL, &error);
    g_autoptr (VouchPortfolio) portfolio = NULL;
    const char *place;

    g_assert_no_error (error);
    portfolio = vouch_portfolios_load (making->workspace, id, NULL, &error);
    g_assert_no_error (error);
    place = find_place (vouch_portfolio_get_definition (portfolio));
    if (place == NULL)
      continue;
    g_ptr_array_add (making->portfolios, g_steal_pointer (&id));
    g_ptr_array_add (making->requirements, g_strdup (place));
  }
  g_assert_cmpuint (making->portfolios->len, >, 0);
}

static char *
put_object (Making *making, guint number, gsize *size)
{
  g_autoptr (GByteArray) png = paint (number);
  g_autoptr (GError) error = NULL;
  char *sha256 = vouch_hash_of_bytes (png->data, png->len);
  g_autofree char *path = vouch_store_get_object_path (making->store, sha256);
  g_autofree char *folder = g_path_get_dirname (path);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_file_set_contents_full (path, (const char *) png->data, png->len, G_FILE_SET_CONTENTS_NONE,
                            0400, &error);
  g_assert_no_error (error);
  g_assert_true (vouch_store_note_arrival (making->store, sha256, png->len, &error));
  g_assert_no_error (error);
  *size = png->len;
  return sha256;
}

static VouchFacts *
make_facts (Making *making, gsize size)
{
  VouchFacts *facts = vouch_facts_new ();

  vouch_facts_set_state (facts, VOUCH_FACTS_KNOWN);
  vouch_facts_set_reader_version (
      facts, vouch_inspector_get_version (vouch_workspace_get_inspector (making->workspace)));
  vouch_facts_set_media (facts, VOUCH_MEDIA_IMAGE);
  vouch_facts_set_format (facts, "png");
  vouch_facts_set_size (facts, (gint64) size);
  vouch_facts_set_readable_to_end (facts, TRUE);
  vouch_facts_set_dimensions (facts, WIDTH, HEIGHT);
  return facts;
}

static void
describe (Making *making, VouchItem *item, guint number)
{
  g_autofree char *title = g_strdup_printf ("Work sample %05u", number + 1);
  g_autofree char *name = g_strdup_printf ("IMG_%05u.png", number + 1);
  g_autofree char *lesson = g_strdup_printf ("Lesson %u", number / 25 % 40 + 1);
  g_autofree char *date =
      vouch_day_format (vouch_day_from_time (making->now_ms - number % 700 * DAY_MS));

  vouch_item_set_title (item, title);
  vouch_item_set_file_name (item, name);
  vouch_item_set_media (item, VOUCH_MEDIA_IMAGE);
  vouch_item_set_attribute (item, "lesson", lesson);
  vouch_item_set_attribute (item, "date", date);
}

static void
add_item (Making *making, guint number)
{
  g_autoptr (VouchItem) item = vouch_item_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (VouchFacts) facts = NULL;
  gsize size;
  g_autofree char *sha256 = put_object (making, number, &size);
  guint place = number % making->portfolios->len;

  facts = make_facts (making, size);
  describe (making, item, number);
  vouch_item_set_artifact (item, sha256);
  vouch_item_set_facts (item, facts);
  if (number % 10 == 9) {
    vouch_store_add_evidence (making->store, item, &error);
  } else {
    vouch_item_set_requirement (item, making->requirements->pdata[place]);
    vouch_store_add_item (making->store, making->portfolios->pdata[place], item, &error);
  }
  g_assert_no_error (error);
  vouch_store_set_facts (making->store, sha256, facts, &error);
  g_assert_no_error (error);
}

int
main (int argc, char **argv)
{
  const VouchWorkspaceOptions options = {
    .folder = argc > 3 ? argv[1] : NULL,
    .flags = VOUCH_WORKSPACE_CREATE,
  };
  g_autoptr (VouchWorkspace) workspace = NULL;
  g_autoptr (VouchStoreChange) change = NULL;
  g_autoptr (GPtrArray) portfolios = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) requirements = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  guint n_items;
  Making making;

  if (argc != 4) {
    g_printerr ("usage: make-library FOLDER ITEMS PORTFOLIOS\n");
    return 2;
  }
  n_items = (guint) atoi (argv[2]);
  workspace = vouch_workspace_open (&options, NULL, &error);
  g_assert_no_error (error);
  making = (Making){ workspace, vouch_workspace_get_store (workspace), portfolios, requirements,
                     vouch_clock_now_ms (vouch_workspace_get_clock (workspace)) };
  change = vouch_store_change_begin (making.store, &error);
  g_assert_no_error (error);
  begin_portfolios (&making, (guint) MAX (atoi (argv[3]), 1));
  for (guint i = 0; i < n_items; i++)
    add_item (&making, i);
  g_assert_true (vouch_store_change_commit (change, &error));
  g_clear_pointer (&change, vouch_store_change_free);
  g_print ("%u files, %u portfolios\n", n_items, portfolios->len);
  vouch_workspace_close (workspace);
  return 0;
}
