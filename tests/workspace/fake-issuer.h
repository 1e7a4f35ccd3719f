/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-decision.h"
#include "vouch-issuer.h"
#include "vouch-manifest.h"
#include "vouch-signing-key.h"

G_BEGIN_DECLS

#define FAKE_TYPE_ISSUER (fake_issuer_get_type ())
G_DECLARE_FINAL_TYPE (FakeIssuer, fake_issuer, FAKE, ISSUER, GObject)

typedef void (*FakeIssuerHook) (gpointer data);

FakeIssuer *fake_issuer_new (void) G_GNUC_WARN_UNUSED_RESULT;
void fake_issuer_cut_after (FakeIssuer *self, guint uploads);
void fake_issuer_decide (FakeIssuer *self, VouchOutcome outcome);
void fake_issuer_rate (FakeIssuer *self, const char *criterion, const char *level, gboolean met);
VouchDecision *fake_issuer_get_decision (FakeIssuer *self);
void fake_issuer_set_hook (FakeIssuer *self, FakeIssuerHook hook, gpointer data);
void fake_issuer_set_time (FakeIssuer *self, gint64 server_ms);
void fake_issuer_sign_with (FakeIssuer *self, VouchSigningKey *key);
void fake_issuer_change_key (FakeIssuer *self);
guint fake_issuer_get_n_asked (FakeIssuer *self);
guint fake_issuer_get_n_opened (FakeIssuer *self);
guint fake_issuer_get_n_uploads (FakeIssuer *self);
VouchManifest *fake_issuer_get_manifest (FakeIssuer *self);

G_END_DECLS
