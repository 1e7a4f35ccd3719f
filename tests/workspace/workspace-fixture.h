/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-item-edit.h"
#include "vouch-workspace.h"

#include "fake-inspector.h"
#include "fake-issuer.h"

G_BEGIN_DECLS

#define WAIT_TIME "https://example.org/micro-credentials/classroom-talk/wait-time"
#define NOW 1795340000000

typedef struct {
  char *folder;
  VouchClock *clock;
  VouchKeyring *keyring;
  VouchInspector *inspector;
  FakeIssuer *issuer;
  GNetworkMonitor *network; /* (nullable): set before it is opened */
  VouchWorkspace *workspace;
  char *portfolio;
  char *recording;
} WorkspaceFixture;

VouchWorkspace *workspace_fixture_open (WorkspaceFixture *fixture, VouchWorkspaceFlags flags);
VouchWorkspace *workspace_fixture_open_other (WorkspaceFixture *fixture, const char *name);
void workspace_fixture_set_up (WorkspaceFixture *fixture, gconstpointer data);
void workspace_fixture_tear_down (WorkspaceFixture *fixture, gconstpointer data);
char *workspace_fixture_write (WorkspaceFixture *fixture, const char *name, const char *content);
char *workspace_fixture_attach (WorkspaceFixture *fixture,
                                const char *requirement,
                                const char *name,
                                const char *content,
                                GError **error);
guint workspace_fixture_count_items (WorkspaceFixture *fixture);
void workspace_fixture_respond (WorkspaceFixture *fixture,
                                const char *prompt,
                                guint n_words,
                                VouchItemEdit *edit);
void workspace_fixture_set_up_complete (WorkspaceFixture *fixture, gconstpointer data);
void workspace_fixture_set_up_partly_earned (WorkspaceFixture *fixture, gconstpointer data);
char *workspace_fixture_submit (WorkspaceFixture *fixture, const char *note, GError **error);

G_END_DECLS
