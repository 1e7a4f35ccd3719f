/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-constraint.h"
#include "vouch-people.h"

G_BEGIN_DECLS

/**
 * VouchConsent:
 * @scopes: what has to be covered.
 * @purpose: (nullable): what for; %NULL takes any.
 * @form: (nullable): which form; %NULL takes any.
 * @form_resource: (nullable): id of the form that is asked for.
 * @subjects: (nullable): roles of those whose permission it takes; none takes everybody's.
 * @mask_suffices: whether who is masked needs none.
 *
 * Which permissions are asked for. The words belong to the constraint that it was read from.
 */
typedef struct {
  guint scopes;
  const char *purpose;
  const char *form;
  const char *form_resource;
  const char *const *subjects;
  gboolean mask_suffices;
} VouchConsent;

/**
 * VouchClassCover:
 * @prefix: what the keys of the class begin with, such as "A".
 * @n_students: how many there are.
 * @without: keys of those who have no permission that covers it, in their order.
 *
 * How far the permissions of a class reach.
 */
typedef struct {
  char *prefix;
  guint n_students;
  GStrv without;
} VouchClassCover;

void vouch_consent_read (VouchConsent *self, VouchConstraint *constraint);
void vouch_consent_add_up (const VouchConsent *self,
                           VouchPeople *people,
                           VouchDay today,
                           const char *person,
                           guint *covered,
                           guint *hoped);
GPtrArray *vouch_consent_cover_classes (const VouchConsent *self,
                                        VouchPeople *people,
                                        VouchDay today) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
