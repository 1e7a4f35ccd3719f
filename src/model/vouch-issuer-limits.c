/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-issuer-limits"

#include "config.h"
#include "vouch-issuer-limits.h"

#include "vouch-accessors.h"

/**
 * VouchIssuerLimits:
 *
 * What an issuer takes at most; 0 where it does not say.
 */
struct _VouchIssuerLimits {
  GObject parent_instance;

  gint64 max_file_bytes;
  gint64 max_submission_bytes;
  guint max_items;
  guint max_open_uploads;
  guint max_parallel_uploads;
  guint max_open_submissions;
  gint64 max_json_bytes;
  guint max_json_depth;
  gint64 lifetime_seconds;
  char **media_types;
};

G_DEFINE_FINAL_TYPE (VouchIssuerLimits, vouch_issuer_limits, G_TYPE_OBJECT)

static void
vouch_issuer_limits_finalize (GObject *object)
{
  VouchIssuerLimits *self = VOUCH_ISSUER_LIMITS (object);

  g_strfreev (self->media_types);

  G_OBJECT_CLASS (vouch_issuer_limits_parent_class)->finalize (object);
}

static void
vouch_issuer_limits_class_init (VouchIssuerLimitsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = vouch_issuer_limits_finalize;
}

static void
vouch_issuer_limits_init (VouchIssuerLimits *self)
{
}

/**
 * vouch_issuer_limits_new:
 *
 * Returns: (transfer full): an empty issuer limits, to be filled by its setters.
 */
VouchIssuerLimits *
vouch_issuer_limits_new (void)
{
  return g_object_new (VOUCH_TYPE_ISSUER_LIMITS, NULL);
}

VOUCH_DEFINE_VALUE (VouchIssuerLimits, vouch_issuer_limits, gint64, max_file_bytes)
VOUCH_DEFINE_VALUE (VouchIssuerLimits, vouch_issuer_limits, gint64, max_submission_bytes)
VOUCH_DEFINE_VALUE (VouchIssuerLimits, vouch_issuer_limits, guint, max_items)
VOUCH_DEFINE_VALUE (VouchIssuerLimits, vouch_issuer_limits, guint, max_open_uploads)
VOUCH_DEFINE_VALUE (VouchIssuerLimits, vouch_issuer_limits, guint, max_parallel_uploads)
VOUCH_DEFINE_VALUE (VouchIssuerLimits, vouch_issuer_limits, guint, max_open_submissions)
VOUCH_DEFINE_VALUE (VouchIssuerLimits, vouch_issuer_limits, gint64, max_json_bytes)
VOUCH_DEFINE_VALUE (VouchIssuerLimits, vouch_issuer_limits, guint, max_json_depth)
VOUCH_DEFINE_VALUE (VouchIssuerLimits, vouch_issuer_limits, gint64, lifetime_seconds)
VOUCH_DEFINE_STRV (VouchIssuerLimits, vouch_issuer_limits, media_types)
