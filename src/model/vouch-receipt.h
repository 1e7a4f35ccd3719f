/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "vouch-upload-status.h"

G_BEGIN_DECLS

#define VOUCH_TYPE_RECEIPT (vouch_receipt_get_type ())
G_DECLARE_FINAL_TYPE (VouchReceipt, vouch_receipt, VOUCH, RECEIPT, GObject)

VouchReceipt *vouch_receipt_new (void) G_GNUC_WARN_UNUSED_RESULT;

/* DID of the issuer. */
const char *vouch_receipt_get_issuer (VouchReceipt *self);
void vouch_receipt_set_issuer (VouchReceipt *self, const char *value);

/* DID of the earner. */
const char *vouch_receipt_get_subject (VouchReceipt *self);
void vouch_receipt_set_subject (VouchReceipt *self, const char *value);

/* The issuer's id. */
const char *vouch_receipt_get_submission (VouchReceipt *self);
void vouch_receipt_set_submission (VouchReceipt *self, const char *value);

/* From 1. */
guint vouch_receipt_get_attempt (VouchReceipt *self);
void vouch_receipt_set_attempt (VouchReceipt *self, guint value);

/* Id of the definition. */
const char *vouch_receipt_get_definition (VouchReceipt *self);
void vouch_receipt_set_definition (VouchReceipt *self, const char *value);

/* Its version. */
const char *vouch_receipt_get_definition_version (VouchReceipt *self);
void vouch_receipt_set_definition_version (VouchReceipt *self, const char *value);

/* SHA-256 of its file, hex. */
const char *vouch_receipt_get_definition_digest (VouchReceipt *self);
void vouch_receipt_set_definition_digest (VouchReceipt *self, const char *value);

/* SHA-256 of the manifest, hex. */
const char *vouch_receipt_get_manifest_digest (VouchReceipt *self);
void vouch_receipt_set_manifest_digest (VouchReceipt *self, const char *value);

/* When it was sealed, by the issuer's clock. */
gint64 vouch_receipt_get_sealed_ms (VouchReceipt *self);
void vouch_receipt_set_sealed_ms (VouchReceipt *self, gint64 value);

/* The files held. */
GPtrArray *vouch_receipt_get_files (VouchReceipt *self);
void vouch_receipt_add_file (VouchReceipt *self, VouchUploadStatus *value);

G_END_DECLS
