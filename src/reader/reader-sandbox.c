/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "reader-sandbox"

#include "config.h"
#include "reader-sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/landlock.h>
#include <malloc.h>
#include <sched.h>
#include <seccomp.h>
#include <signal.h>
#include <stdio.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

/*
 * What the reader takes away from itself before it looks at the first byte of a file:
 *
 *   - limits: 3 GiB of address space, 64 descriptors, no core file, bounded writing;
 *   - no new privileges;
 *   - Landlock, where the kernel has it: only programs' libraries, fonts and data can be opened, for
 *     reading; nothing can be opened for writing;
 *   - seccomp: a list of system calls that decoding needs. Every other one, above all sockets,
 *     starting programs, new processes, tracing and signals to others, gives EPERM.
 *
 * The file itself and the copy come as open descriptors, so no path has to be opened for them.
 */

#define MAX_ADDRESS_SPACE ((rlim_t) 3 << 30)
#define MAX_DESCRIPTORS 64

/* Fixed places that libraries read when they start, such as fonts and codec data. */
static const char *const readable[] = {
  "/usr",
  "/lib",
  "/lib64",
  "/app",
  "/etc/alternatives",
  "/etc/fonts",
  "/etc/ld.so.cache",
  "/etc/localtime",
  "/var/cache/fontconfig",
  "/dev/null",
  "/dev/urandom",
  "/sys/devices/system/cpu",
  "/proc/cpuinfo",
  "/proc/meminfo",
};

static const int allowed_calls[] = {
  SCMP_SYS (access),
  SCMP_SYS (arch_prctl),
  SCMP_SYS (brk),
  SCMP_SYS (clock_getres),
  SCMP_SYS (clock_gettime),
  SCMP_SYS (clock_nanosleep),
  SCMP_SYS (close),
  SCMP_SYS (dup),
  SCMP_SYS (dup2),
  SCMP_SYS (dup3),
  SCMP_SYS (eventfd2),
  SCMP_SYS (exit),
  SCMP_SYS (exit_group),
  SCMP_SYS (faccessat),
  SCMP_SYS (faccessat2),
  SCMP_SYS (fadvise64),
  SCMP_SYS (fcntl),
  SCMP_SYS (fdatasync),
  SCMP_SYS (fstat),
  SCMP_SYS (fstatfs),
  SCMP_SYS (fsync),
  SCMP_SYS (ftruncate),
  SCMP_SYS (futex),
  SCMP_SYS (getcwd),
  SCMP_SYS (getcpu),
  SCMP_SYS (getdents64),
  SCMP_SYS (getegid),
  SCMP_SYS (geteuid),
  SCMP_SYS (getgid),
  SCMP_SYS (getpid),
  SCMP_SYS (getppid),
  SCMP_SYS (getpriority),
  SCMP_SYS (getrandom),
  SCMP_SYS (getrlimit),
  SCMP_SYS (getrusage),
  SCMP_SYS (gettid),
  SCMP_SYS (gettimeofday),
  SCMP_SYS (getuid),
  SCMP_SYS (lseek),
  SCMP_SYS (lstat),
  SCMP_SYS (madvise),
  SCMP_SYS (membarrier),
  SCMP_SYS (memfd_create),
  SCMP_SYS (mlock),
  SCMP_SYS (mmap),
  SCMP_SYS (mprotect),
  SCMP_SYS (mremap),
  SCMP_SYS (munlock),
  SCMP_SYS (munmap),
  SCMP_SYS (nanosleep),
  SCMP_SYS (newfstatat),
  SCMP_SYS (open),
  SCMP_SYS (openat),
  SCMP_SYS (pipe2),
  SCMP_SYS (poll),
  SCMP_SYS (ppoll),
  SCMP_SYS (pread64),
  SCMP_SYS (pwrite64),
  SCMP_SYS (read),
  SCMP_SYS (readlink),
  SCMP_SYS (readlinkat),
  SCMP_SYS (readv),
  SCMP_SYS (restart_syscall),
  SCMP_SYS (rseq),
  SCMP_SYS (rt_sigaction),
  SCMP_SYS (rt_sigprocmask),
  SCMP_SYS (rt_sigreturn),
  SCMP_SYS (sched_getaffinity),
  SCMP_SYS (sched_getattr),
  SCMP_SYS (sched_getparam),
  SCMP_SYS (sched_getscheduler),
  SCMP_SYS (sched_setscheduler),
  SCMP_SYS (sched_yield),
  SCMP_SYS (set_robust_list),
  SCMP_SYS (set_tid_address),
  SCMP_SYS (sigaltstack),
  SCMP_SYS (stat),
  SCMP_SYS (statfs),
  SCMP_SYS (statx),
  SCMP_SYS (sysinfo),
  SCMP_SYS (uname),
  SCMP_SYS (write),
  SCMP_SYS (writev),
};

static void
limit (int resource, rlim_t value)
{
  struct rlimit bound = { value, value };

  /* A lower bound set from outside stays; raising it is neither possible nor wanted. */
  setrlimit (resource, &bound);
}

static void
enter_limits (gint64 max_written_bytes)
{
#if !defined(__SANITIZE_ADDRESS__)
  limit (RLIMIT_AS, MAX_ADDRESS_SPACE);
#endif
  /* Each arena of the C library reserves 64 MiB; a few dozen threads must not use up the bound. */
  mallopt (M_ARENA_MAX, 2);
  limit (RLIMIT_CORE, 0);
  limit (RLIMIT_NOFILE, MAX_DESCRIPTORS);
  limit (RLIMIT_FSIZE, (rlim_t) max_written_bytes);
  /* Writing too much is an error to report, not a reason to be killed. */
  signal (SIGXFSZ, SIG_IGN);
  prctl (PR_SET_DUMPABLE, 0);
}

/* What a client of a sound server reads besides: how it is set up, and how it proves who it is. */
static const char *const readable_for_sound[] = {
  "/etc/alsa",          "/etc/asound.conf",
  "/etc/group",         "/etc/machine-id",
  "/etc/nsswitch.conf", "/etc/passwd",
  "/etc/pipewire",      "/etc/pulse",
  "/proc/asound",       "/proc/self",
  "/run/udev",          "/sys/class/sound",
  "/sys/devices",       "/var/lib/dbus/machine-id",
};

/* Of the places that the environment names; what else is there is nobody's business here. */
static const struct {
  const char *variable;
  const char *below;
} own_for_sound[] = {
  { "HOME", ".asoundrc" },        { "HOME", ".pulse-cookie" },    { "HOME", ".config/pulse" },
  { "HOME", ".config/pipewire" }, { "XDG_CONFIG_HOME", "pulse" }, { "XDG_CONFIG_HOME", "pipewire" },
  { "XDG_RUNTIME_DIR", "pulse" }, { "PULSE_COOKIE", NULL },
};

#define READ_ONLY LANDLOCK_ACCESS_FS_READ_FILE
#define READ_AND_WRITE (LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_WRITE_FILE)

static void
allow (int ruleset, const char *path, guint64 access)
{
  struct landlock_path_beneath_attr rule = { .allowed_access = access };
  struct stat status = { 0 };

  rule.parent_fd = open (path, O_PATH | O_CLOEXEC);
  if (rule.parent_fd < 0)
    return;
  if (fstat (rule.parent_fd, &status) == 0 && S_ISDIR (status.st_mode))
    rule.allowed_access |= LANDLOCK_ACCESS_FS_READ_DIR;
  else
    rule.allowed_access &= READ_AND_WRITE;
  syscall (SYS_landlock_add_rule, ruleset, LANDLOCK_RULE_PATH_BENEATH, &rule, 0);
  close (rule.parent_fd);
}

/* Sockets need no rule: Landlock holds what is opened, and a server is reached by connecting. The
 * devices of ALSA and the memory that a server shares are opened for writing. */
static void
allow_sound (int ruleset)
{
  for (gsize i = 0; i < G_N_ELEMENTS (readable_for_sound); i++)
    allow (ruleset, readable_for_sound[i], READ_ONLY);
  for (gsize i = 0; i < G_N_ELEMENTS (own_for_sound); i++) {
    const char *place = g_getenv (own_for_sound[i].variable);
    g_autofree char *path =
        place != NULL ? g_build_filename (place, own_for_sound[i].below, NULL) : NULL;

    if (path != NULL)
      allow (ruleset, path, READ_ONLY);
  }
  allow (ruleset, "/dev/snd", READ_AND_WRITE);
  allow (ruleset, "/dev/shm", READ_AND_WRITE | LANDLOCK_ACCESS_FS_MAKE_REG);
}

/* All rights of Landlock's first version (Linux 5.13), which every later one knows. */
static gboolean
enter_landlock (gboolean for_sound)
{
  struct landlock_ruleset_attr handled = { .handled_access_fs =
                                               (LANDLOCK_ACCESS_FS_MAKE_SYM << 1) - 1 };
  int ruleset = (int) syscall (SYS_landlock_create_ruleset, &handled, sizeof handled, 0);
  gboolean entered = FALSE;

  /* An older kernel, or one without Landlock: seccomp and bubblewrap remain. */
  if (ruleset < 0)
    return errno == ENOSYS || errno == EOPNOTSUPP;
  for (gsize i = 0; i < G_N_ELEMENTS (readable); i++)
    allow (ruleset, readable[i], READ_ONLY);
  if (for_sound)
    allow_sound (ruleset);
  entered = syscall (SYS_landlock_restrict_self, ruleset, 0) == 0;
  close (ruleset);
  return entered;
}

static gboolean
add_special_rules (scmp_filter_ctx filter)
{
  /* Threads, but no processes; clone3 hides its flags in memory, and glibc falls back from ENOSYS. */
  return seccomp_rule_add (filter, SCMP_ACT_ALLOW, SCMP_SYS (clone), 1,
                           SCMP_A0 (SCMP_CMP_MASKED_EQ, CLONE_THREAD, CLONE_THREAD)) == 0 &&
         seccomp_rule_add (filter, SCMP_ACT_ERRNO (ENOSYS), SCMP_SYS (clone3), 0) == 0 &&
         seccomp_rule_add (filter, SCMP_ACT_ALLOW, SCMP_SYS (prctl), 1,
                           SCMP_A0 (SCMP_CMP_EQ, PR_SET_NAME)) == 0
         /* abort() signals the own process, which is harmless. */
         && seccomp_rule_add (filter, SCMP_ACT_ALLOW, SCMP_SYS (tgkill), 1,
                              SCMP_A0 (SCMP_CMP_EQ, (scmp_datum_t) getpid ())) == 0
         /* GStreamer wakes its own threads through a pair, which leads nowhere else. */
         && seccomp_rule_add (filter, SCMP_ACT_ALLOW, SCMP_SYS (socketpair), 1,
                              SCMP_A0 (SCMP_CMP_EQ, AF_UNIX)) == 0
         /* A thread may stand back behind the others of this process, which cannot be undone. */
         && seccomp_rule_add (filter, SCMP_ACT_ALLOW, SCMP_SYS (setpriority), 2,
                              SCMP_A0 (SCMP_CMP_EQ, PRIO_PROCESS), SCMP_A1 (SCMP_CMP_EQ, 0)) == 0
         /* Asking for limits, not setting them. */
         && seccomp_rule_add (filter, SCMP_ACT_ALLOW, SCMP_SYS (prlimit64), 1,
                              SCMP_A2 (SCMP_CMP_EQ, 0)) == 0;
}

static gboolean
enter_seccomp (void)
{
  scmp_filter_ctx filter = seccomp_init (SCMP_ACT_ERRNO (EPERM));
  gboolean ready = filter != NULL;

  for (gsize i = 0; ready && i < G_N_ELEMENTS (allowed_calls); i++) {
    int result = seccomp_rule_add (filter, SCMP_ACT_ALLOW, allowed_calls[i], 0);

    /* Some calls do not exist on some processors. */
    ready = result == 0 || allowed_calls[i] < 0;
  }
  ready = ready && add_special_rules (filter) && seccomp_load (filter) == 0;
  if (filter != NULL)
    seccomp_release (filter);
  return ready;
}

/**
 * reader_sandbox_enter:
 * @max_written_bytes: how large the copy may grow.
 *
 * Gives up everything that reading a file does not need, for the rest of this process. To be called
 * before there is a second thread.
 *
 * Returns: FALSE when the system did not let us, in which case no file may be looked at.
 */
gboolean
reader_sandbox_enter (gint64 max_written_bytes)
{
  enter_limits (max_written_bytes);
  return prctl (PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 && enter_landlock (FALSE) && enter_seccomp ();
}

/**
 * reader_sandbox_enter_for_sound:
 *
 * Gives up what playing plain samples does not need: every file but libraries and what sound is set up
 * by, starting programs, tracing, and sockets of any network. Local sockets, shared memory and the devices
 * of ALSA stay. No file of a stranger may be looked at in this state.
 *
 * Returns: FALSE when the system did not let us.
 */
gboolean
reader_sandbox_enter_for_sound (void)
{
  static const int refused[] = { SCMP_SYS (execve),
                                 SCMP_SYS (execveat),
                                 SCMP_SYS (ptrace),
                                 SCMP_SYS (process_vm_readv),
                                 SCMP_SYS (process_vm_writev),
                                 SCMP_SYS (unlink),
                                 SCMP_SYS (unlinkat),
                                 SCMP_SYS (rename),
                                 SCMP_SYS (renameat),
                                 SCMP_SYS (renameat2),
                                 SCMP_SYS (truncate),
                                 SCMP_SYS (mount),
                                 SCMP_SYS (bpf) };
  static const int networks[] = { AF_INET, AF_INET6, AF_PACKET };
  scmp_filter_ctx filter = seccomp_init (SCMP_ACT_ALLOW);
  gboolean ready =
      filter != NULL && prctl (PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 && enter_landlock (TRUE);

  limit (RLIMIT_CORE, 0);
  for (gsize i = 0; ready && i < G_N_ELEMENTS (refused); i++) {
    int result = seccomp_rule_add (filter, SCMP_ACT_ERRNO (EPERM), refused[i], 0);

    ready = result == 0 || refused[i] < 0;
  }
  for (gsize i = 0; ready && i < G_N_ELEMENTS (networks); i++)
    ready = seccomp_rule_add (filter, SCMP_ACT_ERRNO (EPERM), SCMP_SYS (socket), 1,
                              SCMP_A0 (SCMP_CMP_EQ, (scmp_datum_t) networks[i])) == 0;
  ready = ready && seccomp_load (filter) == 0;
  if (filter != NULL)
    seccomp_release (filter);
  return ready;
}

static gboolean
expect_refused (const char *what, gboolean refused)
{
  g_print ("%s: %s\n", what, refused ? "refused" : "ALLOWED");
  return refused;
}

static gboolean
open_refused (const char *path, int flags)
{
  int fd = open (path, flags, 0600);

  if (fd < 0)
    return TRUE;
  close (fd);
  return FALSE;
}

/**
 * reader_sandbox_self_test:
 *
 * Tries, from inside, what a file that took over the reader might try, and prints each outcome.
 *
 * Returns: whether all of it was refused.
 */
gboolean
reader_sandbox_self_test (void)
{
  char *const argv[] = { (char *) "true", NULL };
  gboolean all = TRUE;

  all &= expect_refused ("read /etc/passwd", open_refused ("/etc/passwd", O_RDONLY));
  all &= expect_refused ("read another process", open_refused ("/proc/1/environ", O_RDONLY));
  all &= expect_refused ("write a file",
                         open_refused ("/tmp/vouch-reader-self-test", O_CREAT | O_WRONLY));
  all &= expect_refused ("internet socket", socket (AF_INET, SOCK_STREAM, 0) < 0);
  all &= expect_refused ("local socket", socket (AF_UNIX, SOCK_STREAM, 0) < 0);
  all &= expect_refused ("start a program", execv ("/usr/bin/true", argv) < 0);
  all &= expect_refused ("new process", syscall (SYS_fork) < 0);
  all &= expect_refused ("trace", syscall (SYS_ptrace, 0, 0, 0, 0) < 0);
  all &= expect_refused ("signal another process", kill (getppid (), 0) < 0);
  return all;
}

/**
 * reader_sandbox_self_test_for_sound:
 *
 * Tries, after reader_sandbox_enter_for_sound(), what samples that took over the player might try.
 *
 * Returns: whether all of it was refused.
 */
gboolean
reader_sandbox_self_test_for_sound (void)
{
  char *const argv[] = { (char *) "true", NULL };
  const char *home = g_getenv ("HOME");
  g_autofree char *mine = g_build_filename (home != NULL ? home : "/", "vouch-self-test", NULL);
  gboolean all = TRUE;

  all &=
      expect_refused ("read the home folder", open_refused (home != NULL ? home : "/", O_RDONLY));
  all &= expect_refused ("write into the home folder", open_refused (mine, O_CREAT | O_WRONLY));
  all &= expect_refused ("read /etc/shadow", open_refused ("/etc/shadow", O_RDONLY));
  all &= expect_refused ("write a file",
                         open_refused ("/tmp/vouch-reader-self-test", O_CREAT | O_WRONLY));
  all &= expect_refused ("internet socket", socket (AF_INET, SOCK_STREAM, 0) < 0);
  all &= expect_refused ("start a program", execv ("/usr/bin/true", argv) < 0);
  all &= expect_refused ("trace", syscall (SYS_ptrace, 0, 0, 0, 0) < 0);
  return all;
}
