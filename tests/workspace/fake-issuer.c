/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fake-issuer.h"

#include <string.h>

#include "vouch-credential-jwt.h"
#include "vouch-error.h"
#include "vouch-jws.h"
#include "vouch-manifest-json.h"

/* An issuer that keeps what it is told in memory and whose line can be cut. */
struct _FakeIssuer {
  GObject parent_instance;

  VouchSigningKey *key;
  VouchSigningKey *signer; /* (nullable): another key for its badges */
  GHashTable *held;        /* set of SHA-256 */
  VouchManifest *manifest;
  VouchDecision *decision;
  guint n_opened;
  guint n_uploads;
  guint n_asked;
  guint uploads_until_cut;
  guint revision;
  gint64 server_ms;
  FakeIssuerHook hook; /* (nullable): what happens while the issuer is waited for */
  gpointer hook_data;
};

static VouchIssuerInfo *
describe (VouchIssuer *issuer, GCancellable *cancellable, GError **error)
{
  VouchIssuerInfo *info = vouch_issuer_info_new ();

  if (FAKE_ISSUER (issuer)->hook != NULL)
    FAKE_ISSUER (issuer)->hook (FAKE_ISSUER (issuer)->hook_data);
  vouch_issuer_info_set_id (info, vouch_signing_key_get_did (FAKE_ISSUER (issuer)->key));
  vouch_issuer_info_set_name (info, "Fake issuer");
  vouch_issuer_info_set_server_ms (info, FAKE_ISSUER (issuer)->server_ms);
  return info;
}

static char *
open_submission (VouchIssuer *issuer,
                 const VouchIssuerOpening *opening,
                 GCancellable *cancellable,
                 GError **error)
{
  FakeIssuer *self = FAKE_ISSUER (issuer);

  self->n_opened++;
  g_clear_object (&self->decision);
  return g_strdup_printf ("remote-%u", opening->attempt);
}

static GPtrArray *
put_manifest (VouchIssuer *issuer,
              const char *submission,
              GBytes *bytes,
              const char *signature,
              GCancellable *cancellable,
              GError **error)
{
  FakeIssuer *self = FAKE_ISSUER (issuer);
  g_autoptr (VouchManifest) manifest = vouch_manifest_json_read (bytes, NULL, error);
  g_autoptr (VouchPublicKey) key = NULL;
  g_autoptr (VouchJws) jws = NULL;
  GPtrArray *missing = g_ptr_array_new_with_free_func (g_object_unref);
  gsize length;
  const void *data = g_bytes_get_data (bytes, &length);

  g_assert_nonnull (manifest);
  key = vouch_public_key_new_from_did (vouch_manifest_get_subject (manifest));
  jws = vouch_jws_parse_detached (signature, -1, data, length, NULL);
  g_assert_true (jws != NULL && vouch_jws_verify (jws, key));
  for (guint i = 0; i < vouch_manifest_get_items (manifest)->len; i++) {
    VouchManifestItem *item = g_ptr_array_index (vouch_manifest_get_items (manifest), i);
    VouchManifestFile *file = vouch_manifest_item_get_file (item);
    VouchUploadStatus *status;

    if (file == NULL || g_hash_table_contains (self->held, vouch_manifest_file_get_sha256 (file)))
      continue;
    status = vouch_upload_status_new ();
    vouch_upload_status_set_sha256 (status, vouch_manifest_file_get_sha256 (file));
    vouch_upload_status_set_bytes (status, vouch_manifest_file_get_bytes (file));
    g_ptr_array_add (missing, status);
  }
  g_set_object (&self->manifest, manifest);
  return missing;
}

static gboolean
upload_file (VouchIssuer *issuer,
             const VouchIssuerUpload *upload,
             VouchUploadJournal *journal,
             VouchIssuerProgress progress,
             gpointer user_data,
             GCancellable *cancellable,
             GError **error)
{
  FakeIssuer *self = FAKE_ISSUER (issuer);

  g_assert_true (VOUCH_IS_UPLOAD_JOURNAL (journal));
  if (self->uploads_until_cut == 0) {
    g_set_error_literal (error, VOUCH_ERROR, VOUCH_ERROR_OFFLINE, "The line is cut.");
    return FALSE;
  }
  self->uploads_until_cut--;
  self->n_uploads++;
  g_hash_table_add (self->held, g_strdup (upload->sha256));
  progress (upload->bytes, upload->bytes, user_data);
  return TRUE;
}

static VouchReceipt *
seal (VouchIssuer *issuer,
      const char *submission,
      const VouchIssuerSealing *sealing,
      char **jws,
      GCancellable *cancellable,
      GError **error)
{
  VouchReceipt *receipt = vouch_receipt_new ();

  vouch_receipt_set_sealed_ms (receipt, 1795340000000);
  *jws = g_strdup ("receipt");
  return receipt;
}

static VouchIssuerNews *
ask (VouchIssuer *issuer,
     const char *submission,
     const char *etag,
     GCancellable *cancellable,
     GError **error)
{
  FakeIssuer *self = FAKE_ISSUER (issuer);
  g_autofree char *tag = g_strdup_printf ("\"%u\"", self->revision);
  g_autoptr (VouchSubmissionStatus) status = NULL;

  self->n_asked++;
  if (g_strcmp0 (tag, etag) == 0)
    return vouch_issuer_news_new (NULL, tag, 0);
  status = vouch_submission_status_new ();
  vouch_submission_status_set_review (status, self->decision != NULL ? VOUCH_REVIEW_STATE_DECIDED
                                                                     : VOUCH_REVIEW_STATE_RECEIVED);
  if (self->decision != NULL) {
    vouch_submission_status_set_decision_url (status, "/decision");
    if (vouch_decision_get_outcome (self->decision) == VOUCH_OUTCOME_EARNED)
      vouch_submission_status_set_credential_url (status, "/credential");
  }
  return vouch_issuer_news_new (status, tag, 0);
}

static VouchDecision *
fetch_decision (VouchIssuer *issuer,
                const char *submission,
                GCancellable *cancellable,
                GError **error)
{
  return g_object_ref (FAKE_ISSUER (issuer)->decision);
}

static char *
fetch_credential (VouchIssuer *issuer,
                  const char *submission,
                  GCancellable *cancellable,
                  GError **error)
{
  FakeIssuer *self = FAKE_ISSUER (issuer);
  VouchSigningKey *key = self->signer != NULL ? self->signer : self->key;
  g_autoptr (VouchCredential) credential = vouch_credential_new ();
  VouchCredentialAchievement *achievement = vouch_credential_get_achievement (credential);

  vouch_credential_set_id (credential, "urn:uuid:01990000-0000-7000-8000-000000000001");
  vouch_credential_set_issuer_id (credential, vouch_signing_key_get_did (key));
  vouch_credential_set_issuer_name (credential, "Fake issuer");
  vouch_credential_set_subject_id (credential, vouch_manifest_get_subject (self->manifest));
  vouch_credential_set_valid_from_ms (credential, 1795300000000);
  vouch_credential_achievement_set_id (achievement, vouch_manifest_get_definition (self->manifest));
  vouch_credential_achievement_set_name (achievement, "Wait Time");
  vouch_credential_achievement_set_description (achievement, "Waits.");
  vouch_credential_achievement_set_criteria (achievement, "Shows it.");
  return vouch_credential_sign_jwt (credential, key, error);
}

static gboolean
withdraw (VouchIssuer *issuer, const char *submission, GCancellable *cancellable, GError **error)
{
  return TRUE;
}

static void
fake_issuer_iface_init (VouchIssuerInterface *iface)
{
  iface->describe = describe;
  iface->open_submission = open_submission;
  iface->put_manifest = put_manifest;
  iface->upload_file = upload_file;
  iface->seal = seal;
  iface->ask = ask;
  iface->fetch_decision = fetch_decision;
  iface->fetch_credential = fetch_credential;
  iface->withdraw = withdraw;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (FakeIssuer,
                               fake_issuer,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (VOUCH_TYPE_ISSUER, fake_issuer_iface_init))

static void
fake_issuer_finalize (GObject *object)
{
  FakeIssuer *self = FAKE_ISSUER (object);

  vouch_signing_key_free (self->key);
  g_hash_table_unref (self->held);
  g_clear_object (&self->manifest);
  g_clear_object (&self->decision);
  G_OBJECT_CLASS (fake_issuer_parent_class)->finalize (object);
}

static void
fake_issuer_class_init (FakeIssuerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = fake_issuer_finalize;
}

static void
fake_issuer_init (FakeIssuer *self)
{
  self->key = vouch_signing_key_generate ();
  self->held = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->uploads_until_cut = G_MAXUINT;
}

FakeIssuer *
fake_issuer_new (void)
{
  return g_object_new (FAKE_TYPE_ISSUER, NULL);
}

void
fake_issuer_cut_after (FakeIssuer *self, guint uploads)
{
  self->uploads_until_cut = uploads;
}

void
fake_issuer_decide (FakeIssuer *self, VouchOutcome outcome)
{
  VouchDecision *decision = vouch_decision_new ();

  vouch_decision_set_submission (decision, "remote");
  vouch_decision_set_attempt (decision, 1);
  vouch_decision_set_outcome (decision, outcome);
  vouch_decision_set_decided_ms (decision, 1795340000000);
  vouch_decision_set_attempts_left (decision, -1);
  g_clear_object (&self->decision);
  self->decision = decision;
  self->revision++;
}

void
fake_issuer_sign_with (FakeIssuer *self, VouchSigningKey *key)
{
  self->signer = key;
}

void
fake_issuer_change_key (FakeIssuer *self)
{
  vouch_signing_key_free (self->key);
  self->key = vouch_signing_key_generate ();
}

void
fake_issuer_rate (FakeIssuer *self, const char *criterion, const char *level, gboolean met)
{
  g_autoptr (VouchCriterionDecision) row = vouch_criterion_decision_new ();

  vouch_criterion_decision_set_criterion (row, criterion);
  vouch_criterion_decision_set_level (row, level);
  vouch_criterion_decision_set_met (row, met ? VOUCH_MET_YES : VOUCH_MET_NO);
  vouch_decision_add_criterion (self->decision, row);
}

VouchDecision *
fake_issuer_get_decision (FakeIssuer *self)
{
  return self->decision;
}

void
fake_issuer_set_hook (FakeIssuer *self, FakeIssuerHook hook, gpointer data)
{
  self->hook = hook;
  self->hook_data = data;
}

void
fake_issuer_set_time (FakeIssuer *self, gint64 server_ms)
{
  self->server_ms = server_ms;
}

guint
fake_issuer_get_n_asked (FakeIssuer *self)
{
  return self->n_asked;
}

guint
fake_issuer_get_n_opened (FakeIssuer *self)
{
  return self->n_opened;
}

guint
fake_issuer_get_n_uploads (FakeIssuer *self)
{
  return self->n_uploads;
}

VouchManifest *
fake_issuer_get_manifest (FakeIssuer *self)
{
  return self->manifest;
}
