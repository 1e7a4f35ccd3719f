/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-class-list.h"

G_BEGIN_DECLS

/** VOUCH_LEDGER_COLLEAGUE: where the names of colleagues stand among the words. */
#define VOUCH_LEDGER_COLLEAGUE "colleague"

/** VOUCH_LEDGER_WORDS: what words a ledger keeps; the first four as definitions call them. */
#define VOUCH_LEDGER_WORDS                                                                         \
  {                                                                                                \
    "earnerName", "school", "district", "state", VOUCH_LEDGER_COLLEAGUE, NULL                      \
  }

#define VOUCH_TYPE_LEDGER (vouch_ledger_get_type ())
G_DECLARE_FINAL_TYPE (VouchLedger, vouch_ledger, VOUCH, LEDGER, GObject)

VouchLedger *vouch_ledger_new (void) G_GNUC_WARN_UNUSED_RESULT;
VouchLedger *vouch_ledger_copy (VouchLedger *self) G_GNUC_WARN_UNUSED_RESULT;

/* The classes, as they were added. */
GPtrArray *vouch_ledger_get_classes (VouchLedger *self);
void vouch_ledger_add_class (VouchLedger *self, VouchClassList *value);
gboolean vouch_ledger_remove_class (VouchLedger *self, const char *id);
VouchClassList *vouch_ledger_find_class (VouchLedger *self, const char *id);
VouchClassList *vouch_ledger_find_class_of (VouchLedger *self, const char *key);
const char *vouch_ledger_find_name (VouchLedger *self, const char *key);

/* Names of the teacher, the school, the district, the state and colleagues. */
const char *const *vouch_ledger_get_words (VouchLedger *self, const char *kind);
void vouch_ledger_set_words (VouchLedger *self, const char *kind, const char *const *words);

/* What was found and is not the person: digests of a word and its place. */
char **vouch_ledger_list_dismissed (VouchLedger *self) G_GNUC_WARN_UNUSED_RESULT;
void vouch_ledger_dismiss (VouchLedger *self, const char *digest);
gboolean vouch_ledger_take_back (VouchLedger *self, const char *digest);

G_END_DECLS
