/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * VouchSigner:
 *
 * Who confirms an attestation.
 */
typedef enum {
  VOUCH_SIGNER_EARNER,
  VOUCH_SIGNER_COACH,
  VOUCH_SIGNER_ADMINISTRATOR,
} VouchSigner;

const char *vouch_signer_to_string (VouchSigner value);
gboolean vouch_signer_from_string (const char *name, VouchSigner *value);

#define VOUCH_TYPE_ATTESTATION (vouch_attestation_get_type ())
G_DECLARE_FINAL_TYPE (VouchAttestation, vouch_attestation, VOUCH, ATTESTATION, GObject)

VouchAttestation *vouch_attestation_new (void) G_GNUC_WARN_UNUSED_RESULT;

/* Local id. */
const char *vouch_attestation_get_id (VouchAttestation *self);
void vouch_attestation_set_id (VouchAttestation *self, const char *value);

/* The statement. */
const char *vouch_attestation_get_text (VouchAttestation *self);
void vouch_attestation_set_text (VouchAttestation *self, const char *value);

/* Who confirms it. */
VouchSigner vouch_attestation_get_signer (VouchAttestation *self);
void vouch_attestation_set_signer (VouchAttestation *self, VouchSigner value);

/* Whether submission waits for it. */
gboolean vouch_attestation_get_required (VouchAttestation *self);
void vouch_attestation_set_required (VouchAttestation *self, gboolean value);

G_END_DECLS
