/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * first-paint PROGRAM [ARGUMENT…]: starts a program and prints, in milliseconds, how long it takes until
 * its first window of at least 100×100 pixels shows at least four colours, then its proportional memory
 * in KiB once nothing has been drawn for a second; then ends it. An X client of its own, because polling
 * for a title says nothing about what is painted.
 */
#include <X11/Xlib.h>
#include <X11/Xutil.h>
#include <X11/extensions/Xdamage.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static double
now_ms (void)
{
  struct timespec t;

  clock_gettime (CLOCK_MONOTONIC, &t);
  return t.tv_sec * 1e3 + t.tv_nsec / 1e6;
}

static int
ignore_errors (Display *display, XErrorEvent *event)
{
  return 0;
}

static int
is_painted (Display *display, Window window)
{
  unsigned long seen[4];
  int n = 0;
  XWindowAttributes a;
  XImage *image;

  if (!XGetWindowAttributes (display, window, &a) || a.map_state != IsViewable)
    return 0;
  image = XGetImage (display, window, 0, 0, (unsigned) a.width, (unsigned) a.height, AllPlanes,
                     ZPixmap);
  if (image == NULL)
    return 0;
  for (int y = 8; y < a.height && n < 4; y += 3)
    for (int x = 8; x < a.width && n < 4; x += 3) {
      unsigned long pixel = XGetPixel (image, x, y) & 0xffffff;
      int known = 0;

      for (int i = 0; i < n; i++)
        known |= seen[i] == pixel;
      if (!known)
        seen[n++] = pixel;
    }
  XDestroyImage (image);
  return n >= 4;
}

static long
proportional_kib (pid_t pid)
{
  char path[64], line[256];
  long kib = -1;
  FILE *file;

  snprintf (path, sizeof path, "/proc/%d/smaps_rollup", (int) pid);
  file = fopen (path, "r");
  while (file != NULL && fgets (line, sizeof line, file) != NULL)
    if (sscanf (line, "Pss: %ld", &kib) == 1)
      break;
  if (file != NULL)
    fclose (file);
  return kib;
}

/* Waits for the next event, at most so long; whether there is one. */
static int
wait_event (Display *display, int milliseconds)
{
  struct pollfd p = { .fd = ConnectionNumber (display), .events = POLLIN };

  return XPending (display) > 0 || poll (&p, 1, milliseconds) > 0;
}

int
main (int argc, char **argv)
{
  Display *display = XOpenDisplay (NULL);
  Window top = None;
  double started, painted = -1, last_damage = 0;
  int damage_base, unused;
  pid_t pid;

  if (argc < 2 || display == NULL || !XDamageQueryExtension (display, &damage_base, &unused)) {
    fprintf (stderr, "usage: first-paint PROGRAM [ARGUMENT…], with a display that has XDamage\n");
    return 2;
  }
  XSetErrorHandler (ignore_errors);
  XSelectInput (display, DefaultRootWindow (display), SubstructureNotifyMask);
  XSync (display, False);
  started = now_ms ();
  pid = fork ();
  if (pid == 0) {
    setpgid (0, 0);
    execvp (argv[1], argv + 1);
    _exit (127);
  }

  while (now_ms () - started < 20000) {
    XEvent event;

    if (painted > 0 && now_ms () - last_damage > 1000)
      break;
    if (!wait_event (display, 50))
      continue;
    XNextEvent (display, &event);
    if (event.type == MapNotify && top == None) {
      XWindowAttributes a;

      if (XGetWindowAttributes (display, event.xmap.window, &a) && a.width >= 100 &&
          a.height >= 100) {
        top = event.xmap.window;
        XDamageCreate (display, top, XDamageReportNonEmpty);
        last_damage = now_ms ();
        if (is_painted (display, top))
          painted = now_ms () - started;
      }
    } else if (event.type == damage_base + XDamageNotify) {
      XDamageSubtract (display, ((XDamageNotifyEvent *) &event)->damage, None, None);
      last_damage = now_ms ();
      if (painted < 0 && is_painted (display, top))
        painted = now_ms () - started;
    }
  }
  printf ("\n%.0f %ld\n", painted, proportional_kib (pid));
  kill (-pid, SIGKILL);
  waitpid (pid, NULL, 0);
  return painted > 0 ? 0 : 1;
}
