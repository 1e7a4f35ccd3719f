/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * VouchBinKind:
 *
 * What was put into the bin.
 */
typedef enum {
  VOUCH_BIN_KIND_PORTFOLIO,
  VOUCH_BIN_KIND_ITEM,
  VOUCH_BIN_KIND_MOMENT,
  VOUCH_BIN_KIND_EVIDENCE,
} VouchBinKind;

const char *vouch_bin_kind_to_string (VouchBinKind value);
gboolean vouch_bin_kind_from_string (const char *name, VouchBinKind *value);

#define VOUCH_TYPE_BIN_ENTRY (vouch_bin_entry_get_type ())
G_DECLARE_FINAL_TYPE (VouchBinEntry, vouch_bin_entry, VOUCH, BIN_ENTRY, GObject)

VouchBinEntry *vouch_bin_entry_new (void) G_GNUC_WARN_UNUSED_RESULT;

/* What it is. */
VouchBinKind vouch_bin_entry_get_kind (VouchBinEntry *self);
void vouch_bin_entry_set_kind (VouchBinEntry *self, VouchBinKind value);

/* Its id; for evidence the SHA-256 of the file. */
const char *vouch_bin_entry_get_id (VouchBinEntry *self);
void vouch_bin_entry_set_id (VouchBinEntry *self, const char *value);

/* What it is called: a title, a file name, the beginning of a text; NULL for nothing. */
const char *vouch_bin_entry_get_name (VouchBinEntry *self);
void vouch_bin_entry_set_name (VouchBinEntry *self, const char *value);

/* Title of the portfolio that it was in; NULL where it was in none. */
const char *vouch_bin_entry_get_portfolio (VouchBinEntry *self);
void vouch_bin_entry_set_portfolio (VouchBinEntry *self, const char *value);

/* When it was put there. */
gint64 vouch_bin_entry_get_removed_ms (VouchBinEntry *self);
void vouch_bin_entry_set_removed_ms (VouchBinEntry *self, gint64 value);

/* Days until it goes for good; -1 for what stays because it was submitted. */
int vouch_bin_entry_get_days_left (VouchBinEntry *self);
void vouch_bin_entry_set_days_left (VouchBinEntry *self, int value);

G_END_DECLS
