/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "vouch-signing-key.h"

G_BEGIN_DECLS

/**
 * HostileAct:
 *
 * What goes wrong with a request. "Instead" acts answer without doing what was asked, "after"
 * acts do it first.
 */
typedef enum {
  ACT_NOTHING,
  ACT_RESET_BODY,     /* resets the connection when so many bytes of the body were read */
  ACT_RESET_HEAD,     /* resets it before the request is read */
  ACT_SAY_INSTEAD,    /* sends text instead of an answer */
  ACT_SAY_AFTER,      /* does it, then sends text instead of the answer */
  ACT_CUT_REPLY,      /* does it, sends so many bytes of the answer, resets */
  ACT_STATUS,         /* answers with a status; text is more header lines */
  ACT_STALL,          /* never answers */
  ACT_FORGET_BYTES,   /* loses so many bytes of the upload, then goes on */
  ACT_FLIP,           /* stores the last byte wrong, and answers as if nothing were */
  ACT_SWALLOW,        /* answers 204 as if the bytes were stored, but stores none */
  ACT_SHIFT_OFFSET,   /* does it, and adds a number to the offset it names */
  ACT_DROP_UPLOAD,    /* the upload is gone, with the status given */
  ACT_IGNORE_EXPECT,  /* never says 100 */
  ACT_DOWN,           /* goes down until hostile_server_rise() */
  ACT_FORGE_RECEIPT,  /* signs the receipt with another key */
  ACT_OTHER_MANIFEST, /* signs for another manifest */
  ACT_OMIT_FILE,      /* signs for one file less */
  ACT_OTHER_KEY,      /* presents itself with another key */
  ACT_SLOW,           /* takes so many microseconds more for each stretch of a body */
  ACT_LATE,           /* does it, and answers so many microseconds later */
  ACT_LONGER_LENGTH,  /* names another Upload-Length */
} HostileAct;

/**
 * HostileFault:
 * @method: of the request it befalls.
 * @path: what the path begins with.
 * @nth: which of these requests is the first, from 1.
 * @times: how many in a row; 0 stands for one, -1 for all that follow.
 * @act: what goes wrong.
 * @number: a count of bytes, a status or a shift.
 * @text: what is said, or more header lines.
 *
 * A fault to come.
 */
typedef struct {
  const char *method;
  const char *path;
  int nth;
  int times;
  HostileAct act;
  gint64 number;
  const char *text;
} HostileFault;

typedef struct _HostileServer HostileServer;

HostileServer *hostile_server_new (const char *folder, guint16 port, GTlsCertificate *certificate);
void hostile_server_free (HostileServer *self);

void hostile_server_add_fault (HostileServer *self, const HostileFault *fault);
void hostile_server_expect_file (HostileServer *self,
                                 const char *sha256,
                                 gint64 bytes,
                                 const char *slot);
void hostile_server_set_subject (HostileServer *self, const char *did);
void hostile_server_set_certificate (HostileServer *self, GTlsCertificate *certificate);
void hostile_server_rise (HostileServer *self);

char *hostile_server_get_url (HostileServer *self);
guint16 hostile_server_get_port (HostileServer *self);
const char *hostile_server_get_did (HostileServer *self);
gint64 hostile_server_get_body_bytes (HostileServer *self);
gint64 hostile_server_get_head_bytes (HostileServer *self);
guint hostile_server_get_requests (HostileServer *self);
guint hostile_server_get_tokens_seen (HostileServer *self);
guint hostile_server_get_submissions (HostileServer *self);
guint hostile_server_get_late (HostileServer *self);
guint hostile_server_get_uploads (HostileServer *self);
guint hostile_server_get_deleted (HostileServer *self);
gboolean hostile_server_is_sealed (HostileServer *self);
gboolean hostile_server_holds_everything (HostileServer *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HostileServer, hostile_server_free)

G_END_DECLS
