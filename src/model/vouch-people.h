/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "vouch-permission.h"
#include "vouch-person.h"

G_BEGIN_DECLS

#define VOUCH_TYPE_PEOPLE (vouch_people_get_type ())
G_DECLARE_FINAL_TYPE (VouchPeople, vouch_people, VOUCH, PEOPLE, GObject)

VouchPeople *vouch_people_new (void) G_GNUC_WARN_UNUSED_RESULT;

/* The people. */
GPtrArray *vouch_people_get_people (VouchPeople *self);
void vouch_people_add_person (VouchPeople *self, VouchPerson *value);

/* Their permissions. */
GPtrArray *vouch_people_get_permissions (VouchPeople *self);
void vouch_people_add_permission (VouchPeople *self, VouchPermission *value);

VouchPerson *vouch_people_find (VouchPeople *self, const char *key);

G_END_DECLS
