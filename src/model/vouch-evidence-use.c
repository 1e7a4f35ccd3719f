/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-evidence-use"

#include "config.h"
#include "vouch-evidence-use.h"

#include "vouch-accessors.h"

/**
 * VouchEvidenceUse:
 *
 * One place where a file is used: on a requirement of a portfolio, or in a submission that was sent.
 */
struct _VouchEvidenceUse {
  GObject parent_instance;

  char *item;
  char *portfolio;
  char *portfolio_title;
  char *definition;
  char *requirement;
  char *requirement_title;
  char *submission;
  char *issuer;
  gint64 sent_ms;
};

G_DEFINE_FINAL_TYPE (VouchEvidenceUse, vouch_evidence_use, G_TYPE_OBJECT)

static void
vouch_evidence_use_finalize (GObject *object)
{
  VouchEvidenceUse *self = VOUCH_EVIDENCE_USE (object);

  g_free (self->item);
  g_free (self->portfolio);
  g_free (self->portfolio_title);
  g_free (self->definition);
  g_free (self->requirement);
  g_free (self->requirement_title);
  g_free (self->submission);
  g_free (self->issuer);

  G_OBJECT_CLASS (vouch_evidence_use_parent_class)->finalize (object);
}

static void
vouch_evidence_use_class_init (VouchEvidenceUseClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = vouch_evidence_use_finalize;
}

static void
vouch_evidence_use_init (VouchEvidenceUse *self)
{
}

/**
 * vouch_evidence_use_new:
 *
 * Returns: (transfer full): an empty use, to be filled by its setters.
 */
VouchEvidenceUse *
vouch_evidence_use_new (void)
{
  return g_object_new (VOUCH_TYPE_EVIDENCE_USE, NULL);
}

VOUCH_DEFINE_STRING (VouchEvidenceUse, vouch_evidence_use, item)
VOUCH_DEFINE_STRING (VouchEvidenceUse, vouch_evidence_use, portfolio)
VOUCH_DEFINE_STRING (VouchEvidenceUse, vouch_evidence_use, portfolio_title)
VOUCH_DEFINE_STRING (VouchEvidenceUse, vouch_evidence_use, definition)
VOUCH_DEFINE_STRING (VouchEvidenceUse, vouch_evidence_use, requirement)
VOUCH_DEFINE_STRING (VouchEvidenceUse, vouch_evidence_use, requirement_title)
VOUCH_DEFINE_STRING (VouchEvidenceUse, vouch_evidence_use, submission)
VOUCH_DEFINE_STRING (VouchEvidenceUse, vouch_evidence_use, issuer)
VOUCH_DEFINE_VALUE (VouchEvidenceUse, vouch_evidence_use, gint64, sent_ms)
