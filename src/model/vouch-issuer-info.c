/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-issuer-info"

#include "config.h"
#include "vouch-issuer-info.h"

#include "vouch-accessors.h"

/**
 * VouchIssuerInfo:
 *
 * What an issuer says about itself at its discovery address.
 */
struct _VouchIssuerInfo {
  GObject parent_instance;

  char *id;
  char *name;
  char *protocol_version;
  char *definitions_url;
  char *submissions_url;
  char *files_url;
  char *uploads_url;
  char **extensions;
  char **checksum_algorithms;
  VouchIssuerLimits *limits;
  char *time_zone;
  gint64 server_ms;
  char **credential_formats;
};

G_DEFINE_FINAL_TYPE (VouchIssuerInfo, vouch_issuer_info, G_TYPE_OBJECT)

static void
vouch_issuer_info_finalize (GObject *object)
{
  VouchIssuerInfo *self = VOUCH_ISSUER_INFO (object);

  g_free (self->id);
  g_free (self->name);
  g_free (self->protocol_version);
  g_free (self->definitions_url);
  g_free (self->submissions_url);
  g_free (self->files_url);
  g_free (self->uploads_url);
  g_strfreev (self->extensions);
  g_strfreev (self->checksum_algorithms);
  g_clear_object (&self->limits);
  g_free (self->time_zone);
  g_strfreev (self->credential_formats);

  G_OBJECT_CLASS (vouch_issuer_info_parent_class)->finalize (object);
}

static void
vouch_issuer_info_class_init (VouchIssuerInfoClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = vouch_issuer_info_finalize;
}

static void
vouch_issuer_info_init (VouchIssuerInfo *self)
{
}

/**
 * vouch_issuer_info_new:
 *
 * Returns: (transfer full): an empty issuer info, to be filled by its setters.
 */
VouchIssuerInfo *
vouch_issuer_info_new (void)
{
  return g_object_new (VOUCH_TYPE_ISSUER_INFO, NULL);
}

VOUCH_DEFINE_STRING (VouchIssuerInfo, vouch_issuer_info, id)
VOUCH_DEFINE_STRING (VouchIssuerInfo, vouch_issuer_info, name)
VOUCH_DEFINE_STRING (VouchIssuerInfo, vouch_issuer_info, protocol_version)
VOUCH_DEFINE_STRING (VouchIssuerInfo, vouch_issuer_info, definitions_url)
VOUCH_DEFINE_STRING (VouchIssuerInfo, vouch_issuer_info, submissions_url)
VOUCH_DEFINE_STRING (VouchIssuerInfo, vouch_issuer_info, files_url)
VOUCH_DEFINE_STRING (VouchIssuerInfo, vouch_issuer_info, uploads_url)
VOUCH_DEFINE_STRV (VouchIssuerInfo, vouch_issuer_info, extensions)
VOUCH_DEFINE_STRV (VouchIssuerInfo, vouch_issuer_info, checksum_algorithms)
VOUCH_DEFINE_OBJECT (VouchIssuerInfo, vouch_issuer_info, VouchIssuerLimits, limits)
VOUCH_DEFINE_STRING (VouchIssuerInfo, vouch_issuer_info, time_zone)
VOUCH_DEFINE_VALUE (VouchIssuerInfo, vouch_issuer_info, gint64, server_ms)
VOUCH_DEFINE_STRV (VouchIssuerInfo, vouch_issuer_info, credential_formats)
