/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define VOUCH_TYPE_SUPPORT_POLICY (vouch_support_policy_get_type ())
G_DECLARE_FINAL_TYPE (VouchSupportPolicy, vouch_support_policy, VOUCH, SUPPORT_POLICY, GObject)

VouchSupportPolicy *vouch_support_policy_new (void) G_GNUC_WARN_UNUSED_RESULT;

/* Allowed to peers. */
const char *const *vouch_support_policy_get_peers_may (VouchSupportPolicy *self);
void vouch_support_policy_set_peers_may (VouchSupportPolicy *self, const char *const *value);

/* Not allowed to peers. */
const char *const *vouch_support_policy_get_peers_may_not (VouchSupportPolicy *self);
void vouch_support_policy_set_peers_may_not (VouchSupportPolicy *self, const char *const *value);

/* Allowed to coaches. */
const char *const *vouch_support_policy_get_coach_may (VouchSupportPolicy *self);
void vouch_support_policy_set_coach_may (VouchSupportPolicy *self, const char *const *value);

/* Not allowed to coaches. */
const char *const *vouch_support_policy_get_coach_may_not (VouchSupportPolicy *self);
void vouch_support_policy_set_coach_may_not (VouchSupportPolicy *self, const char *const *value);

/* Whether the help received is listed in the submission. */
gboolean vouch_support_policy_get_disclose (VouchSupportPolicy *self);
void vouch_support_policy_set_disclose (VouchSupportPolicy *self, gboolean value);

G_END_DECLS
