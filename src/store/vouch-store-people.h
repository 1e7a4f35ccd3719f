/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-people.h"
#include "vouch-store.h"

G_BEGIN_DECLS

VouchPeople *vouch_store_load_people (VouchStore *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean vouch_store_add_person (VouchStore *self, VouchPerson *person, GError **error);
gboolean
vouch_store_save_permission (VouchStore *self, VouchPermission *permission, GError **error);
gboolean vouch_store_remove_permission (VouchStore *self, const char *id, GError **error);
gboolean
vouch_store_is_person_used (VouchStore *self, const char *key, gboolean *used, GError **error);
gboolean vouch_store_remove_person (VouchStore *self, const char *key, GError **error);
char **vouch_store_list_appearing (VouchStore *self,
                                   const char *person,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
char **vouch_store_list_evidence_appearing (VouchStore *self,
                                            const char *person,
                                            GError **error) G_GNUC_WARN_UNUSED_RESULT;
char **vouch_store_list_sent_appearing (VouchStore *self,
                                        const char *person,
                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean
vouch_store_withdraw_permission (VouchStore *self, const char *id, VouchDay day, GError **error);

gboolean vouch_store_remove_person_if_unused (VouchStore *self,
                                              const char *key,
                                              gboolean *removed,
                                              GError **error);

G_END_DECLS
