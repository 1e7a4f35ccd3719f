/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-catalogue"

#include "config.h"
#include "vouch-catalogue.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "vouch-definition-reader.h"
#include "vouch-error.h"

/* A folder with more files than this is not a catalogue. */
#define CATALOGUE_FILES_MAX 1000

struct _VouchCatalogueEntry {
  char *path;
  VouchDefinition *definition;
  GBytes *bytes;
  GError *error;
};

static void
entry_free (gpointer data)
{
  VouchCatalogueEntry *self = data;

  g_free (self->path);
  g_clear_object (&self->definition);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_clear_error (&self->error);
  g_free (self);
}

static VouchCatalogueEntry *
entry_new (const char *folder, const char *name)
{
  VouchCatalogueEntry *self = g_new0 (VouchCatalogueEntry, 1);

  self->path = g_build_filename (folder, name, NULL);
  self->definition = vouch_definition_read_file (self->path, &self->bytes, &self->error);
  return self;
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/**
 * vouch_catalogue_read:
 * @folder: (type filename): a folder, such as vouch_paths_catalogue().
 * @error: the system's reason if the folder cannot be read.
 *
 * Reads every file of the folder whose name ends in `.json`. One that cannot be opened as a
 * definition does not stand in the way of the others: its entry holds the reason.
 *
 * Returns: (transfer full) (nullable) (element-type VouchCatalogueEntry): the entries, by file name.
 */
GPtrArray *
vouch_catalogue_read (const char *folder, GError **error)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) dir = NULL;
  GError *dir_error = NULL;
  GPtrArray *entries;
  const char *name;

  g_return_val_if_fail (folder != NULL, NULL);

  dir = g_dir_open (folder, 0, &dir_error);
  if (dir == NULL) {
    vouch_error_take_gio (error, dir_error, _ ("The catalogue %s could not be opened"), folder);
    return NULL;
  }
  while ((name = g_dir_read_name (dir)) != NULL && names->len < CATALOGUE_FILES_MAX)
    if (g_str_has_suffix (name, ".json"))
      g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, compare_names);

  entries = g_ptr_array_new_with_free_func (entry_free);
  for (guint i = 0; i < names->len; i++)
    g_ptr_array_add (entries, entry_new (folder, g_ptr_array_index (names, i)));
  return entries;
}

/**
 * vouch_catalogue_entry_get_path:
 * @self: an entry.
 *
 * Returns: (type filename): the file.
 */
const char *
vouch_catalogue_entry_get_path (VouchCatalogueEntry *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->path;
}

/**
 * vouch_catalogue_entry_get_definition:
 * @self: an entry.
 *
 * Returns: (transfer none) (nullable): the definition; %NULL if it cannot be opened.
 */
VouchDefinition *
vouch_catalogue_entry_get_definition (VouchCatalogueEntry *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->definition;
}

/**
 * vouch_catalogue_entry_get_bytes:
 * @self: an entry.
 *
 * Returns: (transfer none) (nullable): the bytes of the file, for a portfolio that pins it; %NULL
 *   if it cannot be opened.
 */
GBytes *
vouch_catalogue_entry_get_bytes (VouchCatalogueEntry *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->bytes;
}

/**
 * vouch_catalogue_entry_get_error:
 * @self: an entry.
 *
 * Returns: (transfer none) (nullable): why it cannot be opened; %NULL if it can.
 */
const GError *
vouch_catalogue_entry_get_error (VouchCatalogueEntry *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->error;
}
