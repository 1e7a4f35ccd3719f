/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-people-state.h"

G_BEGIN_DECLS

#define VOUCH_TYPE_PERSON_ENTRY (vouch_person_entry_get_type ())
G_DECLARE_FINAL_TYPE (VouchPersonEntry, vouch_person_entry, VOUCH, PERSON_ENTRY, GObject)

VouchPersonEntry *
vouch_person_entry_new (VouchPeopleState *state, VouchPerson *person) G_GNUC_WARN_UNUSED_RESULT;
const char *vouch_person_entry_get_key (VouchPersonEntry *self);
const char *vouch_person_entry_get_title (VouchPersonEntry *self);
const char *vouch_person_entry_get_subtitle (VouchPersonEntry *self);
const char *const *vouch_person_entry_get_chips (VouchPersonEntry *self);
const char *vouch_person_entry_get_class_id (VouchPersonEntry *self);
gboolean vouch_person_entry_matches (VouchPersonEntry *self, const char *folded);

G_END_DECLS
