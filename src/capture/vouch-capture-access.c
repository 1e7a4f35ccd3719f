/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-capture-access"

#include "config.h"
#include "vouch-capture-access.h"

#include <glib/gi18n-lib.h>

#include "vouch-error.h"

#include "vouch-capture-errands.h"
#include "vouch-capture-portal.h"

/* A portal that has just been started does not know its cameras at once; nor does a remote. */
#define CAMERA_MS 1500
#define GLANCE_MS 300
#define LOOK_AGAIN_US (G_USEC_PER_SEC)

typedef enum {
  TASK_CAMERA = 1 << 0, /* see whether there is one */
  TASK_LOOK = 1 << 1,
  TASK_ASK = 1 << 2,
} Task;

/**
 * VouchCaptureAccess:
 *
 * The leave to use cameras, where the desktop gives it: in a sandbox. There is one for the program. A
 * thread of its own does all the waiting, for the portal and for the person, so that whoever looks after
 * a recording only sees how it stands. Asked is only when a camera is about to be opened, and by nobody
 * but the person a second time; that a leave is taken away, or given again, is found out in silence.
 */
struct _VouchCaptureAccess {
  GObject parent_instance;

  GMainContext *context;      /* of its thread */
  VouchCapturePortal *portal; /* (nullable): used in its thread only */

  GMutex mutex; /* guards what follows */
  GCond cond;
  guint tasks;               /* of Task */
  GCancellable *cancellable; /* of what is under way */
  VouchCaptureAccessState state;
  GError *refusal;            /* (nullable) */
  VouchCaptureRemote *remote; /* (nullable) */
  guint users;
  gint64 looked_us;
  gboolean camera_known;
  gboolean camera;
};

enum { SIGNAL_CHANGED, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (VouchCaptureAccess, vouch_capture_access, G_TYPE_OBJECT)

static void
tell (gpointer data)
{
  g_signal_emit (data, signals[SIGNAL_CHANGED], 0);
}

/* Under the mutex. */
static void
add_task (VouchCaptureAccess *self, Task task)
{
  self->tasks |= task;
  g_main_context_wakeup (self->context);
}

static void
hear_portal (gpointer data)
{
  VouchCaptureAccess *self = data;

  g_mutex_lock (&self->mutex);
  add_task (self, TASK_CAMERA);
  g_mutex_unlock (&self->mutex);
}

static VouchCapturePortal *
get_portal (VouchCaptureAccess *self, GCancellable *cancellable, GError **error)
{
  if (self->portal != NULL && !vouch_capture_portal_is_connected (self->portal))
    g_clear_pointer (&self->portal, vouch_capture_portal_free);
  if (self->portal == NULL)
    self->portal = vouch_capture_portal_new (hear_portal, self, cancellable, error);
  return self->portal;
}

/* A leave that nobody waits for any more, or that is being asked for again, is not kept. */
static void
settle (VouchCaptureAccess *self, VouchCaptureRemote *remote, GError *error, GCancellable *asked)
{
  g_autoptr (VouchCaptureRemote) before = NULL;
  gboolean stale;

  g_mutex_lock (&self->mutex);
  stale = asked != self->cancellable || (self->tasks & TASK_ASK) != 0;
  if (!stale) {
    before = g_steal_pointer (&self->remote);
    g_clear_error (&self->refusal);
    self->remote = g_steal_pointer (&remote);
    self->refusal = g_steal_pointer (&error);
    self->state = self->remote != NULL ? VOUCH_CAPTURE_ACCESS_OPEN : VOUCH_CAPTURE_ACCESS_REFUSED;
    self->looked_us = g_get_monotonic_time ();
  }
  g_mutex_unlock (&self->mutex);
  vouch_capture_remote_unref (remote);
  g_clear_error (&error);
  if (!stale)
    tell (self);
}

static gboolean
end_wait (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_REMOVE;
}

/* Whatever the portal tells meanwhile is heard. */
static void
wait_a_little (VouchCaptureAccess *self)
{
  gboolean over = FALSE;
  GSource *end = g_timeout_source_new (100);

  g_source_set_callback (end, end_wait, &over, NULL);
  g_source_attach (end, self->context);
  while (!over)
    g_main_context_iteration (self->context, TRUE);
  g_source_unref (end);
}

static gboolean
find_camera (VouchCaptureAccess *self, GCancellable *cancellable, GError **error)
{
  gboolean present = FALSE;

  for (guint waited = 0; waited <= CAMERA_MS; waited += 100) {
    if (!vouch_capture_portal_has_camera (self->portal, &present, cancellable, error))
      return FALSE;
    if (present)
      return TRUE;
    wait_a_little (self);
  }
  g_set_error_literal (error, VOUCH_ERROR, VOUCH_ERROR_DEVICE,
                       _ ("There is no camera. Plug one in, or record the sound alone."));
  return FALSE;
}

static void
wait_for_list (VouchCaptureAccess *self, VouchCaptureRemote *remote, guint wait_ms)
{
  for (guint waited = 0; vouch_capture_remote_lists (remote) && waited < wait_ms; waited += 100) {
    g_autoptr (GPtrArray) cameras = vouch_capture_remote_list (remote);

    if (cameras->len > 0)
      return;
    wait_a_little (self);
  }
}

static VouchCaptureRemote *
reach (VouchCaptureAccess *self, gboolean ask, GCancellable *cancellable, GError **error)
{
  VouchCaptureRemote *remote;
  int fd;

  if (get_portal (self, cancellable, error) == NULL)
    return NULL;
  if (ask && (!find_camera (self, cancellable, error) ||
              !vouch_capture_portal_ask (self->portal, cancellable, error)))
    return NULL;
  fd = vouch_capture_portal_open_remote (self->portal, cancellable, error);
  remote = fd >= 0 ? vouch_capture_remote_open (fd, tell, self, error) : NULL;
  if (remote != NULL)
    wait_for_list (self, remote, ask ? CAMERA_MS : GLANCE_MS);
  return remote;
}

static void
see_camera (VouchCaptureAccess *self)
{
  g_autoptr (GError) error = NULL;
  gboolean camera = FALSE;

  if (get_portal (self, NULL, &error) != NULL)
    vouch_capture_portal_has_camera (self->portal, &camera, NULL, &error);
  g_mutex_lock (&self->mutex);
  self->camera = camera;
  self->camera_known = TRUE;
  g_cond_broadcast (&self->cond);
  g_mutex_unlock (&self->mutex);
  tell (self);
}

static guint
take_tasks (VouchCaptureAccess *self, GCancellable **cancellable)
{
  guint tasks;

  g_mutex_lock (&self->mutex);
  tasks = self->tasks;
  self->tasks = 0;
  *cancellable = g_object_ref (self->cancellable);
  g_mutex_unlock (&self->mutex);
  return tasks;
}

/* A way that is open is PipeWire's own; that the portal is away says nothing about it. */
static VouchCaptureRemote *
keep_open (VouchCaptureAccess *self, GError **error, GCancellable *cancellable)
{
  gboolean camera;

  if (!g_error_matches (*error, VOUCH_ERROR, VOUCH_ERROR_DEVICE) ||
      (self->portal != NULL &&
       vouch_capture_portal_has_camera (self->portal, &camera, cancellable, NULL)))
    return NULL;
  return vouch_capture_access_get_remote (self);
}

/* A program that ends waits until its question is taken away. */
static void
try_to_reach (VouchCaptureAccess *self, gboolean ask, GCancellable *cancellable)
{
  GError *error = NULL;
  guint errand = vouch_capture_errands_begin ();
  VouchCaptureRemote *remote = reach (self, ask, cancellable, &error);
  if (remote == NULL && !ask)
    remote = keep_open (self, &error, cancellable);
  if (remote != NULL)
    g_clear_error (&error);
  settle (self, remote, error, cancellable);
  vouch_capture_errands_end (errand);
}

static gpointer
run (gpointer data)
{
  VouchCaptureAccess *self = data;

  g_main_context_push_thread_default (self->context);
  for (;;) {
    g_autoptr (GCancellable) cancellable = NULL;
    guint tasks = take_tasks (self, &cancellable);

    if (tasks & TASK_CAMERA)
      see_camera (self);
    if (tasks & (TASK_ASK | TASK_LOOK))
      try_to_reach (self, (tasks & TASK_ASK) != 0, cancellable);
    if (tasks == 0)
      g_main_context_iteration (self->context, TRUE);
  }
  return NULL;
}

static void
vouch_capture_access_class_init (VouchCaptureAccessClass *klass)
{
  /**
   * VouchCaptureAccess::changed:
   * @self: the leave.
   *
   * It stands differently, or another camera is there. Emitted in threads that go on only afterwards.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", VOUCH_TYPE_CAPTURE_ACCESS, G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
vouch_capture_access_init (VouchCaptureAccess *self)
{
  g_mutex_init (&self->mutex);
  g_cond_init (&self->cond);
  self->context = g_main_context_new ();
  self->cancellable = g_cancellable_new ();
}

/* A program that runs from a snap has its file in there; one that was merely started by a snap has
 * inherited the variable. */
static gboolean
is_in_snap (void)
{
  const char *snap = g_getenv ("SNAP");
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);

  return snap != NULL && *snap == '/' && program != NULL && g_str_has_prefix (program, snap);
}

/**
 * vouch_capture_access_is_needed:
 *
 * Returns: whether cameras are used by leave of the desktop. So it is in a sandbox; in development
 *   builds the variable VOUCH_CAPTURE_PORTAL says it.
 */
gboolean
vouch_capture_access_is_needed (void)
{
  const char *forced = VOUCH_CAPTURE_STAND_INS ? g_getenv ("VOUCH_CAPTURE_PORTAL") : NULL;

  if (forced != NULL)
    return g_str_equal (forced, "1");
  return g_file_test ("/.flatpak-info", G_FILE_TEST_EXISTS) || is_in_snap ();
}

static gpointer
make (gpointer unused)
{
  VouchCaptureAccess *self = g_object_new (VOUCH_TYPE_CAPTURE_ACCESS, NULL);

  g_thread_unref (g_thread_new ("camera-access", run, self));
  return self;
}

/**
 * vouch_capture_access_get:
 *
 * Returns: (transfer none): the one of this program.
 */
VouchCaptureAccess *
vouch_capture_access_get (void)
{
  static GOnce once = G_ONCE_INIT;

  return g_once (&once, make, NULL);
}

/**
 * vouch_capture_access_enter:
 * @self: the leave.
 *
 * Says that a camera is in use, or about to be.
 */
void
vouch_capture_access_enter (VouchCaptureAccess *self)
{
  g_mutex_lock (&self->mutex);
  self->users++;
  g_mutex_unlock (&self->mutex);
}

/**
 * vouch_capture_access_leave:
 * @self: the leave.
 *
 * Says that it is not in use any more. After the last one a question is withdrawn, and the way to the
 * cameras is closed. Does not wait.
 */
void
vouch_capture_access_leave (VouchCaptureAccess *self)
{
  g_autoptr (VouchCaptureRemote) remote = NULL;
  g_autoptr (GCancellable) under_way = NULL;

  g_mutex_lock (&self->mutex);
  if (--self->users == 0) {
    under_way = g_steal_pointer (&self->cancellable);
    self->cancellable = g_cancellable_new ();
    self->tasks &= (guint) ~(TASK_ASK | TASK_LOOK);
    remote = g_steal_pointer (&self->remote);
    g_clear_error (&self->refusal);
    self->state = VOUCH_CAPTURE_ACCESS_NONE;
  }
  g_mutex_unlock (&self->mutex);
  if (under_way == NULL)
    return;
  g_cancellable_cancel (under_way);
  tell (self);
}

/**
 * vouch_capture_access_ask:
 * @self: the leave.
 *
 * Has the person asked, unless the computer knows the answer. Does not wait.
 */
void
vouch_capture_access_ask (VouchCaptureAccess *self)
{
  g_mutex_lock (&self->mutex);
  if (self->state != VOUCH_CAPTURE_ACCESS_ASKING && self->state != VOUCH_CAPTURE_ACCESS_OPEN) {
    self->state = VOUCH_CAPTURE_ACCESS_ASKING;
    add_task (self, TASK_ASK);
  }
  g_mutex_unlock (&self->mutex);
}

/**
 * vouch_capture_access_look:
 * @self: the leave.
 *
 * Sees anew, in silence, whether cameras can be used and which there are; once a second at most. Does
 * not wait.
 */
void
vouch_capture_access_look (VouchCaptureAccess *self)
{
  g_mutex_lock (&self->mutex);
  if (self->state != VOUCH_CAPTURE_ACCESS_ASKING && self->state != VOUCH_CAPTURE_ACCESS_LOOKING &&
      (self->state != VOUCH_CAPTURE_ACCESS_REFUSED ||
       g_get_monotonic_time () - self->looked_us >= LOOK_AGAIN_US)) {
    self->state = VOUCH_CAPTURE_ACCESS_LOOKING;
    add_task (self, TASK_LOOK);
  }
  g_mutex_unlock (&self->mutex);
}

/**
 * vouch_capture_access_get_state:
 * @self: the leave.
 * @error: set when it is refused: %VOUCH_ERROR_REJECTED or %VOUCH_ERROR_DEVICE.
 *
 * Returns: how it stands at this moment.
 */
VouchCaptureAccessState
vouch_capture_access_get_state (VouchCaptureAccess *self, GError **error)
{
  VouchCaptureAccessState state;

  g_mutex_lock (&self->mutex);
  state = self->state;
  if (state == VOUCH_CAPTURE_ACCESS_REFUSED && error != NULL)
    *error = g_error_copy (self->refusal);
  g_mutex_unlock (&self->mutex);
  return state;
}

/**
 * vouch_capture_access_get_remote:
 * @self: the leave.
 *
 * Returns: (transfer full) (nullable): the way to the cameras; %NULL while there is none.
 */
VouchCaptureRemote *
vouch_capture_access_get_remote (VouchCaptureAccess *self)
{
  VouchCaptureRemote *remote = NULL;

  g_mutex_lock (&self->mutex);
  if (self->remote != NULL)
    remote = vouch_capture_remote_ref (self->remote);
  g_mutex_unlock (&self->mutex);
  return remote;
}

/**
 * vouch_capture_access_has_camera:
 * @self: the leave.
 * @wait_ms: how long to wait for the portal the first time.
 *
 * Returns: whether this computer says that it has a camera. Nobody is asked for leave.
 */
gboolean
vouch_capture_access_has_camera (VouchCaptureAccess *self, guint wait_ms)
{
  gint64 until = g_get_monotonic_time () + wait_ms * G_TIME_SPAN_MILLISECOND;
  gboolean camera;

  g_mutex_lock (&self->mutex);
  if (!self->camera_known && wait_ms > 0)
    add_task (self, TASK_CAMERA);
  while (!self->camera_known && wait_ms > 0 &&
         g_cond_wait_until (&self->cond, &self->mutex, until)) {
  }
  camera = self->camera;
  g_mutex_unlock (&self->mutex);
  return camera;
}
