/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * watch-window WINDOW PID SECONDS: how often a window that nobody touches is painted, how many
 * milliseconds of a processor its program takes meanwhile, and its proportional memory in KiB at the
 * end.  Under Xvfb, where a window is painted because its program paints it, and for no other reason.
 */
#include <X11/Xlib.h>
#include <X11/extensions/Xdamage.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

static double
now (void)
{
  struct timespec t;

  clock_gettime (CLOCK_MONOTONIC, &t);
  return t.tv_sec + t.tv_nsec / 1e9;
}

static long
processor_ms (const char *pid)
{
  char path[64];
  long user = 0, system = 0;
  FILE *file;

  snprintf (path, sizeof path, "/proc/%s/stat", pid);
  file = fopen (path, "r");
  if (file == NULL)
    return -1;
  if (fscanf (file, "%*d (%*[^)]) %*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %ld %ld", &user,
              &system) != 2)
    user = system = 0;
  fclose (file);
  return (user + system) * 1000 / sysconf (_SC_CLK_TCK);
}

static long
proportional_kib (const char *pid)
{
  char path[64], line[256];
  long kib = -1;
  FILE *file;

  snprintf (path, sizeof path, "/proc/%s/smaps_rollup", pid);
  file = fopen (path, "r");
  while (file != NULL && fgets (line, sizeof line, file) != NULL)
    if (sscanf (line, "Pss: %ld", &kib) == 1)
      break;
  if (file != NULL)
    fclose (file);
  return kib;
}

int
main (int argc, char **argv)
{
  Display *display = XOpenDisplay (NULL);
  int damage_base, unused, painted = 0;
  double end;
  long before;

  if (argc != 4 || display == NULL || !XDamageQueryExtension (display, &damage_base, &unused)) {
    fprintf (stderr, "usage: watch-window WINDOW PID SECONDS, with a display that has XDamage\n");
    return 2;
  }
  XDamageCreate (display, strtoul (argv[1], NULL, 0), XDamageReportNonEmpty);
  XSync (display, False);
  before = processor_ms (argv[2]);
  end = now () + atof (argv[3]);
  while (now () < end) {
    struct pollfd p = { .fd = ConnectionNumber (display), .events = POLLIN };
    XEvent event;

    if (XPending (display) == 0 && poll (&p, 1, 50) <= 0)
      continue;
    XNextEvent (display, &event);
    if (event.type != damage_base + XDamageNotify)
      continue;
    XDamageSubtract (display, ((XDamageNotifyEvent *) &event)->damage, None, None);
    painted++;
  }
  printf ("%d %ld %ld\n", painted, processor_ms (argv[2]) - before, proportional_kib (argv[2]));
  return 0;
}
