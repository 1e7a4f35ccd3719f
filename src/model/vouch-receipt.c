/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-receipt"

#include "config.h"
#include "vouch-receipt.h"

#include "vouch-accessors.h"

/**
 * VouchReceipt:
 *
 * What an issuer signs when it seals: that it holds every file of a manifest.
 */
struct _VouchReceipt {
  GObject parent_instance;

  char *issuer;
  char *subject;
  char *submission;
  guint attempt;
  char *definition;
  char *definition_version;
  char *definition_digest;
  char *manifest_digest;
  gint64 sealed_ms;
  GPtrArray *files;
};

G_DEFINE_FINAL_TYPE (VouchReceipt, vouch_receipt, G_TYPE_OBJECT)

static void
vouch_receipt_finalize (GObject *object)
{
  VouchReceipt *self = VOUCH_RECEIPT (object);

  g_free (self->issuer);
  g_free (self->subject);
  g_free (self->submission);
  g_free (self->definition);
  g_free (self->definition_version);
  g_free (self->definition_digest);
  g_free (self->manifest_digest);
  g_ptr_array_unref (self->files);

  G_OBJECT_CLASS (vouch_receipt_parent_class)->finalize (object);
}

static void
vouch_receipt_class_init (VouchReceiptClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = vouch_receipt_finalize;
}

static void
vouch_receipt_init (VouchReceipt *self)
{
  self->files = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * vouch_receipt_new:
 *
 * Returns: (transfer full): an empty receipt, to be filled by its setters.
 */
VouchReceipt *
vouch_receipt_new (void)
{
  return g_object_new (VOUCH_TYPE_RECEIPT, NULL);
}

VOUCH_DEFINE_STRING (VouchReceipt, vouch_receipt, issuer)
VOUCH_DEFINE_STRING (VouchReceipt, vouch_receipt, subject)
VOUCH_DEFINE_STRING (VouchReceipt, vouch_receipt, submission)
VOUCH_DEFINE_VALUE (VouchReceipt, vouch_receipt, guint, attempt)
VOUCH_DEFINE_STRING (VouchReceipt, vouch_receipt, definition)
VOUCH_DEFINE_STRING (VouchReceipt, vouch_receipt, definition_version)
VOUCH_DEFINE_STRING (VouchReceipt, vouch_receipt, definition_digest)
VOUCH_DEFINE_STRING (VouchReceipt, vouch_receipt, manifest_digest)
VOUCH_DEFINE_VALUE (VouchReceipt, vouch_receipt, gint64, sealed_ms)
VOUCH_DEFINE_ARRAY (VouchReceipt, vouch_receipt, VouchUploadStatus, files, file)
