/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-support-policy"

#include "config.h"
#include "vouch-support-policy.h"

#include "vouch-accessors.h"

/**
 * VouchSupportPolicy:
 *
 * What peers and coaches may do before submission.
 */
struct _VouchSupportPolicy {
  GObject parent_instance;

  char **peers_may;
  char **peers_may_not;
  char **coach_may;
  char **coach_may_not;
  gboolean disclose;
};

G_DEFINE_FINAL_TYPE (VouchSupportPolicy, vouch_support_policy, G_TYPE_OBJECT)

static void
vouch_support_policy_finalize (GObject *object)
{
  VouchSupportPolicy *self = VOUCH_SUPPORT_POLICY (object);

  g_strfreev (self->peers_may);
  g_strfreev (self->peers_may_not);
  g_strfreev (self->coach_may);
  g_strfreev (self->coach_may_not);

  G_OBJECT_CLASS (vouch_support_policy_parent_class)->finalize (object);
}

static void
vouch_support_policy_class_init (VouchSupportPolicyClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = vouch_support_policy_finalize;
}

static void
vouch_support_policy_init (VouchSupportPolicy *self)
{
}

/**
 * vouch_support_policy_new:
 *
 * Returns: (transfer full): an empty support policy, to be filled by its setters.
 */
VouchSupportPolicy *
vouch_support_policy_new (void)
{
  return g_object_new (VOUCH_TYPE_SUPPORT_POLICY, NULL);
}

VOUCH_DEFINE_STRV (VouchSupportPolicy, vouch_support_policy, peers_may)
VOUCH_DEFINE_STRV (VouchSupportPolicy, vouch_support_policy, peers_may_not)
VOUCH_DEFINE_STRV (VouchSupportPolicy, vouch_support_policy, coach_may)
VOUCH_DEFINE_STRV (VouchSupportPolicy, vouch_support_policy, coach_may_not)
VOUCH_DEFINE_VALUE (VouchSupportPolicy, vouch_support_policy, gboolean, disclose)
