/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "vouch-manifest.h"
#include "vouch-signing-key.h"

/* The real vouch-issuer in a temporary folder, and a client that sends exactly what it is told. */
typedef struct {
  char *folder;
  char *data;
  GSubprocess *server;
  guint16 port;
  char *definition; /* SHA-256 of the wait-time definition */
  char *issuer;     /* its DID */
} Issuer;

typedef struct {
  guint status;
  GHashTable *headers; /* lower-case name → value */
  GBytes *body;
} Reply;

Issuer *issuer_new (const char *extra_argument);
void issuer_free (Issuer *self);
void issuer_start (Issuer *self, const char *extra_argument);
void issuer_kill (Issuer *self);
char *issuer_run (Issuer *self, int *status, ...) G_GNUC_NULL_TERMINATED;
char *issuer_token (Issuer *self, const char *name);

GIOStream *issuer_connect (Issuer *self);
Reply *reply_read (GIOStream *stream);
Reply *issuer_send (Issuer *self,
                    const char *method,
                    const char *path,
                    const char *token,
                    const char *headers,
                    const void *body,
                    gssize length);
void reply_free (Reply *self);
const char *reply_header (Reply *self, const char *name);
char *reply_text (Reply *self);
void reply_assert (Reply *self, guint status, const char *code);

char *issuer_open (Issuer *self,
                   const char *token,
                   VouchSigningKey *key,
                   guint attempt,
                   const char *previous);
char *issuer_create (Issuer *self,
                     const char *token,
                     const char *submission,
                     const char *slot,
                     const char *sha256,
                     gint64 length);
VouchManifest *
issuer_make_manifest (Issuer *self, VouchSigningKey *key, guint attempt, const char *previous);
void issuer_add_file (VouchManifest *manifest,
                      const char *requirement,
                      const char *sha256,
                      gint64 bytes);
Reply *issuer_put_manifest (Issuer *self,
                            const char *token,
                            const char *submission,
                            VouchManifest *manifest,
                            VouchSigningKey *key,
                            char **digest);
Reply *issuer_seal (Issuer *self,
                    const char *token,
                    const char *submission,
                    const char *digest,
                    const char *key);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Issuer, issuer_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Reply, reply_free)
