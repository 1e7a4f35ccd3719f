/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-bin-entry"

#include "config.h"
#include "vouch-bin-entry.h"

#include "vouch-accessors.h"

/**
 * VouchBinEntry:
 *
 * One thing in the bin.
 */
struct _VouchBinEntry {
  GObject parent_instance;

  VouchBinKind kind;
  char *id;
  char *name;
  char *portfolio;
  gint64 removed_ms;
  int days_left;
};

G_DEFINE_FINAL_TYPE (VouchBinEntry, vouch_bin_entry, G_TYPE_OBJECT)

static void
vouch_bin_entry_finalize (GObject *object)
{
  VouchBinEntry *self = VOUCH_BIN_ENTRY (object);

  g_free (self->id);
  g_free (self->name);
  g_free (self->portfolio);

  G_OBJECT_CLASS (vouch_bin_entry_parent_class)->finalize (object);
}

static void
vouch_bin_entry_class_init (VouchBinEntryClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = vouch_bin_entry_finalize;
}

static void
vouch_bin_entry_init (VouchBinEntry *self)
{
}

/**
 * vouch_bin_entry_new:
 *
 * Returns: (transfer full): an empty entry, to be filled by its setters.
 */
VouchBinEntry *
vouch_bin_entry_new (void)
{
  return g_object_new (VOUCH_TYPE_BIN_ENTRY, NULL);
}

VOUCH_DEFINE_VALUE (VouchBinEntry, vouch_bin_entry, VouchBinKind, kind)
VOUCH_DEFINE_STRING (VouchBinEntry, vouch_bin_entry, id)
VOUCH_DEFINE_STRING (VouchBinEntry, vouch_bin_entry, name)
VOUCH_DEFINE_STRING (VouchBinEntry, vouch_bin_entry, portfolio)
VOUCH_DEFINE_VALUE (VouchBinEntry, vouch_bin_entry, gint64, removed_ms)
VOUCH_DEFINE_VALUE (VouchBinEntry, vouch_bin_entry, int, days_left)

VOUCH_DEFINE_ENUM_NAMES (VouchBinKind,
                         vouch_bin_kind,
                         { "portfolio", VOUCH_BIN_KIND_PORTFOLIO },
                         { "item", VOUCH_BIN_KIND_ITEM },
                         { "moment", VOUCH_BIN_KIND_MOMENT },
                         { "evidence", VOUCH_BIN_KIND_EVIDENCE })
