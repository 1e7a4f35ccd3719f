/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-navigation"

#include "config.h"
#include "vouch-navigation.h"

#include <adwaita.h>

/**
 * VouchNavigation:
 *
 * Pages one over the other: a root, and what was opened from it. The one place that knows how this
 * platform stacks pages, so that a newer one can be moved to in one file.
 */
struct _VouchNavigation {
  GtkWidget parent_instance;

  GtkStack *stack;
  GPtrArray *pages; /* (element-type VouchPage), root first */
  guint hiding;     /* the source that hides what is covered, 0 for none */
  char *way_out;    /* the action that leads back from the root, NULL for none */
};

enum {
  SIGNAL_VISIBLE_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (VouchNavigation, vouch_navigation, GTK_TYPE_WIDGET)

/* What is opened comes from where a line ends. */
static GtkStackTransitionType
slide (VouchNavigation *self, gboolean is_forth)
{
  gboolean is_rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;

  return is_forth != is_rtl ? GTK_STACK_TRANSITION_TYPE_SLIDE_LEFT
                            : GTK_STACK_TRANSITION_TYPE_SLIDE_RIGHT;
}

static gboolean
hide_covered_cb (gpointer data)
{
  VouchNavigation *self = data;
  GtkWidget *top = gtk_stack_get_visible_child (self->stack);

  self->hiding = 0;
  if (gtk_stack_get_transition_running (self->stack))
    return G_SOURCE_REMOVE;
  for (GtkWidget *page = gtk_widget_get_first_child (GTK_WIDGET (self->stack)); page != NULL;
       page = gtk_widget_get_next_sibling (page))
    gtk_widget_set_visible (page, page == top);
  return G_SOURCE_REMOVE;
}

/* What lies below is no part of what is shown, neither for the eye nor for a screen reader, which walks
 * through all that is visible in itself.  While one page slides over the other, both are; and what was
 * just pressed is let go before it is hidden. */
static void
hide_covered (VouchNavigation *self)
{
  if (self->hiding == 0)
    self->hiding = g_idle_add (hide_covered_cb, self);
}

/* A page that comes up again gets the focus back where it had it. When that was in a menu, which is closed
 * by now, Tab would lead nowhere: what opened the menu has it then. */
static void
leave_closed_menu (VouchNavigation *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  GtkWidget *menu = focus != NULL ? gtk_widget_get_ancestor (focus, GTK_TYPE_POPOVER) : NULL;

  if (menu != NULL && !gtk_widget_get_mapped (menu))
    gtk_widget_grab_focus (gtk_widget_get_parent (menu));
}

static void
vouch_navigation_update (VouchNavigation *self, GtkStackTransitionType transition)
{
  VouchPage *top = vouch_navigation_get_visible (self);

  if (top != NULL) {
    gtk_widget_set_visible (GTK_WIDGET (top), TRUE);
    gtk_stack_set_visible_child_full (
        self->stack, gtk_stack_page_get_name (gtk_stack_get_page (self->stack, GTK_WIDGET (top))),
        transition);
    leave_closed_menu (self);
    hide_covered (self);
  }
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "navigation.back", self->pages->len > 1);
  g_signal_emit (self, signals[SIGNAL_VISIBLE_CHANGED], 0);
}

static void
vouch_navigation_add (VouchNavigation *self, VouchPage *page)
{
  g_autofree char *name = g_strdup_printf ("%p", (void *) page);

  if (gtk_widget_get_parent (GTK_WIDGET (page)) == NULL)
    gtk_stack_add_named (self->stack, GTK_WIDGET (page), name);
  vouch_page_set_way_back (page, self->pages->len > 0 ? "navigation.back" : self->way_out);
  g_ptr_array_add (self->pages, page);
}

static void
back_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  vouch_navigation_pop (VOUCH_NAVIGATION (widget));
}

static void
vouch_navigation_dispose (GObject *object)
{
  VouchNavigation *self = VOUCH_NAVIGATION (object);

  g_clear_handle_id (&self->hiding, g_source_remove);
  if (self->stack != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->stack));
  self->stack = NULL;
  g_ptr_array_set_size (self->pages, 0);

  G_OBJECT_CLASS (vouch_navigation_parent_class)->dispose (object);
}

static void
vouch_navigation_finalize (GObject *object)
{
  VouchNavigation *self = VOUCH_NAVIGATION (object);

  g_ptr_array_unref (self->pages);
  g_free (self->way_out);

  G_OBJECT_CLASS (vouch_navigation_parent_class)->finalize (object);
}

static void
vouch_navigation_class_init (VouchNavigationClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = vouch_navigation_dispose;
  object_class->finalize = vouch_navigation_finalize;

  signals[SIGNAL_VISIBLE_CHANGED] =
      g_signal_new ("visible-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                    NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_install_action (widget_class, "navigation.back", NULL, back_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Left, GDK_ALT_MASK, "navigation.back",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "navigation.back", NULL);
}

static void
vouch_navigation_init (VouchNavigation *self)
{
  self->pages = g_ptr_array_new ();
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_stack_set_transition_duration (self->stack, 180);
  gtk_stack_set_hhomogeneous (self->stack, FALSE);
  gtk_stack_set_vhomogeneous (self->stack, FALSE);
  g_signal_connect_object (self->stack, "notify::transition-running", G_CALLBACK (hide_covered),
                           self, G_CONNECT_SWAPPED);
  gtk_widget_set_parent (GTK_WIDGET (self->stack), GTK_WIDGET (self));
}

/**
 * vouch_navigation_set_way_out:
 * @self: a navigation.
 * @action: (nullable): the action that leads from the root to what lies before it.
 *
 * Says whether the root has a way back, as it has where places and pages share one narrow window.
 */
void
vouch_navigation_set_way_out (VouchNavigation *self, const char *action)
{
  g_return_if_fail (VOUCH_IS_NAVIGATION (self));

  g_free (self->way_out);
  self->way_out = g_strdup (action);
  if (self->pages->len > 0)
    vouch_page_set_way_back (g_ptr_array_index (self->pages, 0), action);
}

/**
 * vouch_navigation_set_root:
 * @self: a navigation.
 * @page: (transfer floating): the page at the bottom, new or a root of before.
 *
 * Shows @page alone after saving what was typed on those open before. When that cannot be saved the
 * old pages stay and the one on top says why. The root of before is kept, with its scroll and its
 * search, and can be shown again; what was opened over it is gone.
 *
 * Returns: whether @page is shown.
 */
gboolean
vouch_navigation_set_root (VouchNavigation *self, VouchPage *page)
{
  g_autoptr (GError) error = NULL;

  g_return_val_if_fail (VOUCH_IS_NAVIGATION (self), FALSE);
  g_return_val_if_fail (VOUCH_IS_PAGE (page), FALSE);

  if (!vouch_navigation_flush (self, &error)) {
    g_object_ref_sink (page);
    g_object_unref (page);
    vouch_page_show_problem (vouch_navigation_get_visible (self), error);
    return FALSE;
  }
  while (self->pages->len > 1)
    gtk_stack_remove (self->stack, g_ptr_array_steal_index (self->pages, self->pages->len - 1));
  g_ptr_array_set_size (self->pages, 0);
  vouch_navigation_add (self, page);
  vouch_page_refresh (page);
  vouch_navigation_update (self, GTK_STACK_TRANSITION_TYPE_CROSSFADE);
  return TRUE;
}

/**
 * vouch_navigation_push:
 * @self: a navigation.
 * @page: (transfer floating): a page.
 *
 * Opens @page over the one that is shown.
 */
void
vouch_navigation_push (VouchNavigation *self, VouchPage *page)
{
  g_return_if_fail (VOUCH_IS_NAVIGATION (self));
  g_return_if_fail (VOUCH_IS_PAGE (page));

  vouch_navigation_add (self, page);
  vouch_page_refresh (page);
  vouch_navigation_update (self, slide (self, TRUE));
}

/**
 * vouch_navigation_pop:
 * @self: a navigation.
 *
 * Closes the page on top after saving what was typed on it. When that cannot be saved the page stays
 * open and says why: nothing typed is thrown away.
 *
 * Returns: whether a page was closed.
 */
gboolean
vouch_navigation_pop (VouchNavigation *self)
{
  g_autoptr (GError) error = NULL;
  VouchPage *top;

  g_return_val_if_fail (VOUCH_IS_NAVIGATION (self), FALSE);

  if (self->pages->len < 2)
    return FALSE;
  top = vouch_navigation_get_visible (self);
  if (!vouch_page_flush (top, &error)) {
    vouch_page_show_problem (top, error);
    return FALSE;
  }
  g_ptr_array_set_size (self->pages, self->pages->len - 1);
  vouch_page_refresh (vouch_navigation_get_visible (self));
  vouch_navigation_update (self, slide (self, FALSE));
  gtk_stack_remove (self->stack, GTK_WIDGET (top));
  return TRUE;
}

/**
 * vouch_navigation_find:
 * @self: a navigation.
 * @type: a type of pages.
 *
 * Returns: (transfer none) (nullable): the uppermost page of this type.
 */
VouchPage *
vouch_navigation_find (VouchNavigation *self, GType type)
{
  g_return_val_if_fail (VOUCH_IS_NAVIGATION (self), NULL);

  for (guint i = self->pages->len; i > 0; i--)
    if (G_TYPE_CHECK_INSTANCE_TYPE (self->pages->pdata[i - 1], type))
      return self->pages->pdata[i - 1];
  return NULL;
}

/**
 * vouch_navigation_return_to:
 * @self: a navigation.
 * @type: a type of pages.
 *
 * Closes what lies over the page of this type, as far as nothing typed there keeps it open.
 *
 * Returns: whether there is such a page.
 */
gboolean
vouch_navigation_return_to (VouchNavigation *self, GType type)
{
  gboolean found;

  g_return_val_if_fail (VOUCH_IS_NAVIGATION (self), FALSE);

  found = vouch_navigation_find (self, type) != NULL;
  while (found && !G_TYPE_CHECK_INSTANCE_TYPE (vouch_navigation_get_visible (self), type) &&
         vouch_navigation_pop (self))
    continue;
  return found;
}

/**
 * vouch_navigation_get_visible:
 * @self: a navigation.
 *
 * Returns: (transfer none) (nullable): the page on top.
 */
VouchPage *
vouch_navigation_get_visible (VouchNavigation *self)
{
  g_return_val_if_fail (VOUCH_IS_NAVIGATION (self), NULL);

  return self->pages->len > 0 ? g_ptr_array_index (self->pages, self->pages->len - 1) : NULL;
}

/**
 * vouch_navigation_refresh:
 * @self: a navigation.
 *
 * Reads the page on top anew; those below are read anew when they come up again.
 */
void
vouch_navigation_refresh (VouchNavigation *self)
{
  VouchPage *top = vouch_navigation_get_visible (self);

  if (top != NULL)
    vouch_page_refresh (top);
}

/**
 * vouch_navigation_flush:
 * @self: a navigation.
 * @error: where to put the first error.
 *
 * Saves at once what is typed on any page.
 *
 * Returns: whether nothing typed is left unsaved.
 */
gboolean
vouch_navigation_flush (VouchNavigation *self, GError **error)
{
  g_return_val_if_fail (VOUCH_IS_NAVIGATION (self), FALSE);

  for (guint i = self->pages->len; i > 0; i--)
    if (!vouch_page_flush (g_ptr_array_index (self->pages, i - 1), error))
      return FALSE;
  return TRUE;
}
