/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * VouchPersonRole:
 *
 * What a person is in the classroom.
 */
typedef enum {
  VOUCH_PERSON_ROLE_STUDENT,
  VOUCH_PERSON_ROLE_ADULT,
} VouchPersonRole;

const char *vouch_person_role_to_string (VouchPersonRole value);
gboolean vouch_person_role_from_string (const char *name, VouchPersonRole *value);

#define VOUCH_TYPE_PERSON (vouch_person_get_type ())
G_DECLARE_FINAL_TYPE (VouchPerson, vouch_person, VOUCH, PERSON, GObject)

VouchPerson *vouch_person_new (void) G_GNUC_WARN_UNUSED_RESULT;

/* The pseudonym key. */
const char *vouch_person_get_key (VouchPerson *self);
void vouch_person_set_key (VouchPerson *self, const char *value);

/* Student or adult. */
VouchPersonRole vouch_person_get_role (VouchPerson *self);
void vouch_person_set_role (VouchPerson *self, VouchPersonRole value);

G_END_DECLS
