/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-ledger-keeper.h"
#include "vouch-people.h"

G_BEGIN_DECLS

#define VOUCH_TYPE_PEOPLE_STATE (vouch_people_state_get_type ())
G_DECLARE_FINAL_TYPE (VouchPeopleState, vouch_people_state, VOUCH, PEOPLE_STATE, GObject)

VouchPeopleState *vouch_people_state_load (VouchWorkspace *workspace,
                                           GCancellable *cancellable,
                                           GError **error) G_GNUC_WARN_UNUSED_RESULT;

VouchPeople *vouch_people_state_get_people (VouchPeopleState *self);
VouchLedger *vouch_people_state_get_ledger (VouchPeopleState *self);
VouchLedgerState vouch_people_state_get_lock (VouchPeopleState *self);
gboolean vouch_people_state_asks_passphrase (VouchPeopleState *self);
guint vouch_people_state_get_idle_minutes (VouchPeopleState *self);
VouchDay vouch_people_state_get_today (VouchPeopleState *self);

const char *vouch_people_state_find_name (VouchPeopleState *self, const char *key);
char *
vouch_people_state_describe (VouchPeopleState *self, const char *key) G_GNUC_WARN_UNUSED_RESULT;
char *vouch_people_state_describe_class (VouchClassList *list) G_GNUC_WARN_UNUSED_RESULT;
char *vouch_people_state_describe_scopes (guint scopes) G_GNUC_WARN_UNUSED_RESULT;
char *
vouch_people_state_describe_permission (VouchPeopleState *self,
                                        VouchPermission *permission) G_GNUC_WARN_UNUSED_RESULT;
char *vouch_people_state_describe_term (VouchPeopleState *self,
                                        VouchPermission *permission) G_GNUC_WARN_UNUSED_RESULT;
gboolean vouch_people_state_ends_soon (VouchPeopleState *self, VouchPermission *permission);

G_END_DECLS
