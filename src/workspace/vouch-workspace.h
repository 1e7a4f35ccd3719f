/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "vouch-clock.h"
#include "vouch-inspector.h"
#include "vouch-issuer-account.h"
#include "vouch-issuer.h"
#include "vouch-job-queue.h"
#include "vouch-keyring.h"

G_BEGIN_DECLS

/**
 * VouchWorkspaceFlags:
 * @VOUCH_WORKSPACE_READ_ONLY: read beside whoever writes; a change answers %VOUCH_ERROR_BUSY.
 * @VOUCH_WORKSPACE_CREATE: make the library when there is none.
 * @VOUCH_WORKSPACE_WAIT: wait up to five seconds for the lock, instead of not at all.
 * @VOUCH_WORKSPACE_LEND: let others write while this program waits for another computer.
 *
 * How a library is opened.
 */
typedef enum {
  VOUCH_WORKSPACE_READ_ONLY = 1 << 0,
  VOUCH_WORKSPACE_CREATE = 1 << 1,
  VOUCH_WORKSPACE_WAIT = 1 << 2,
  VOUCH_WORKSPACE_LEND = 1 << 3,
} VouchWorkspaceFlags;

/**
 * VouchIssuerMaker:
 * @url: where the issuer is.
 * @token: (nullable): the person's token there.
 * @pinned: (nullable): what was pinned when it was added.
 * @data: the caller's data.
 * @error: the reason.
 *
 * Makes the way to an issuer, without going there.
 *
 * Returns: (transfer full): a `VouchIssuer`.
 */
typedef VouchIssuer *(*VouchIssuerMaker) (const char *url,
                                          const char *token,
                                          VouchIssuerAccount *pinned,
                                          gpointer data,
                                          GError **error);

/**
 * VouchWorkspaceOptions:
 * @folder: (nullable): the library folder; %NULL for the person's own.
 * @flags: how to open it.
 * @clock: (nullable): the time; %NULL for the environment's.
 * @keyring: (nullable): where secrets live; %NULL chooses the one of this computer.
 * @inspector: (nullable): what reads files; %NULL starts the helper program.
 * @issuer_maker: (nullable): how issuers are reached; %NULL for HTTP.
 * @issuer_maker_data: its data.
 * @network: (nullable): what is known about the network; %NULL for this computer's.
 *
 * What a workspace is made of; everything can be replaced in a test.
 */
typedef struct {
  const char *folder;
  VouchWorkspaceFlags flags;
  VouchClock *clock;
  VouchKeyring *keyring;
  VouchInspector *inspector;
  VouchIssuerMaker issuer_maker;
  gpointer issuer_maker_data;
  GNetworkMonitor *network;
} VouchWorkspaceOptions;

#define VOUCH_TYPE_WORKSPACE (vouch_workspace_get_type ())
G_DECLARE_FINAL_TYPE (VouchWorkspace, vouch_workspace, VOUCH, WORKSPACE, GObject)

/**
 * VouchWorkspaceFunc:
 * @self: the workspace.
 * @data: the caller's data.
 * @cancellable: (nullable): what stops it.
 * @error: the reason, set whenever %NULL is returned for one.
 *
 * A use case with its arguments bound; runs on the workspace's ordered worker.
 *
 * Returns: (transfer full) (nullable): its result.
 */
typedef gpointer (*VouchWorkspaceFunc) (VouchWorkspace *self,
                                        gpointer data,
                                        GCancellable *cancellable,
                                        GError **error);

VouchWorkspace *vouch_workspace_open (const VouchWorkspaceOptions *options,
                                      GCancellable *cancellable,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;
void vouch_workspace_close (VouchWorkspace *self);
const char *vouch_workspace_get_folder (VouchWorkspace *self);
gboolean vouch_workspace_get_read_only (VouchWorkspace *self);
VouchClock *vouch_workspace_get_clock (VouchWorkspace *self);
VouchJobQueue *vouch_workspace_get_jobs (VouchWorkspace *self);
GNetworkMonitor *vouch_workspace_get_network (VouchWorkspace *self);

void vouch_workspace_run_async (VouchWorkspace *self,
                                VouchWorkspaceFunc func,
                                gpointer data,
                                GDestroyNotify free_data,
                                GDestroyNotify free_result,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
void vouch_workspace_run_remote_async (VouchWorkspace *self,
                                       VouchWorkspaceFunc func,
                                       gpointer data,
                                       GDestroyNotify free_data,
                                       GDestroyNotify free_result,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
gpointer vouch_workspace_run_finish (VouchWorkspace *self, GAsyncResult *result, GError **error);

G_END_DECLS
