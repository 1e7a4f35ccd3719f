/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "vouch-clock.h"
#include "vouch-definition.h"
#include "vouch-facts.h"

G_BEGIN_DECLS

/**
 * VouchStoreFlags:
 * @VOUCH_STORE_DEFAULT: an existing library, to read and to write; BUSY at once when somebody
 *   else writes.
 * @VOUCH_STORE_READ_ONLY: to read, whoever writes meanwhile; never waits for the lock.
 * @VOUCH_STORE_CREATE: made when it is not there.
 * @VOUCH_STORE_WAIT_FOR_LOCK: waits five seconds for another writer before it is BUSY.
 *
 * How a library is opened.
 */
typedef enum {
  VOUCH_STORE_DEFAULT = 0,
  VOUCH_STORE_READ_ONLY = 1 << 0,
  VOUCH_STORE_CREATE = 1 << 1,
  VOUCH_STORE_WAIT_FOR_LOCK = 1 << 2,
} VouchStoreFlags;

/**
 * VouchStoreFormats:
 * @read_definition: makes a definition of its file's bytes.
 * @read_facts: makes facts of their JSON text; gets a length in bytes.
 * @write_facts: the JSON text of facts.
 *
 * The formats that the library keeps as they are, handed in by whoever knows how to read them.
 */
typedef struct {
  VouchDefinition *(*read_definition) (GBytes *bytes, GError **error);
  VouchFacts *(*read_facts) (const char *json, gssize length, GError **error);
  char *(*write_facts) (VouchFacts *facts);
} VouchStoreFormats;

#define VOUCH_TYPE_STORE (vouch_store_get_type ())
G_DECLARE_FINAL_TYPE (VouchStore, vouch_store, VOUCH, STORE, GObject)

VouchStore *vouch_store_open (const char *folder,
                              VouchClock *clock,
                              const VouchStoreFormats *formats,
                              VouchStoreFlags flags,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;
const char *vouch_store_get_folder (VouchStore *self);
char *vouch_store_get_path (VouchStore *self, const char *name) G_GNUC_WARN_UNUSED_RESULT;
VouchClock *vouch_store_get_clock (VouchStore *self);
gboolean vouch_store_is_read_only (VouchStore *self);
void vouch_store_close (VouchStore *self);

/**
 * VouchStoreChange:
 *
 * Several changes that come together or not at all. Others that write wait until it is freed; the
 * changes of this thread join it. Freed without commit, it undoes them.
 */
typedef struct _VouchStoreChange VouchStoreChange;

VouchStoreChange *
vouch_store_change_begin (VouchStore *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean vouch_store_change_commit (VouchStoreChange *change, GError **error);
void vouch_store_change_free (VouchStoreChange *change);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VouchStoreChange, vouch_store_change_free)

G_END_DECLS
