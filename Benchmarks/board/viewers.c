// Viewers of a board: N connections that follow, S of which never read. For each event that carries the time at which it
// was caused ("at":NANOSECONDS, or id: NANOSECONDS) it notes when each viewer had it.
//
//   viewers PORT N STALLED EVENTS     prints: ready, and after so many events p50, p99 and longest, in milliseconds
//
// "event" lines are told by the time in them; a line "go T" on standard input says that something was caused at T.
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

static long now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec * 1000000000L + t.tv_nsec;
}

static int order(const void *a, const void *b) {
  double x = *(double *)a, y = *(double *)b;
  return x < y ? -1 : x > y;
}

int main(int argc, char **argv) {
  int port = atoi(argv[1]), n = atoi(argv[2]), stalled = atoi(argv[3]), wanted = atoi(argv[4]);
  struct rlimit limit;
  getrlimit(RLIMIT_NOFILE, &limit);
  limit.rlim_cur = limit.rlim_max;
  setrlimit(RLIMIT_NOFILE, &limit);
  int poll = epoll_create1(0), reading = n - stalled;
  static int heads[70000];
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  for (int i = 0; i < n; i++) {
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    // A viewer for each of many addresses: one address has only so many ports.
    if (i >= 20000) return 1;
    if (i < stalled) { int small = 2048; setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &small, sizeof small); }
    if (connect(fd, (struct sockaddr *)&address, sizeof address)) return perror("viewers"), 1;
    static const char ask[] = "GET /events HTTP/1.1\r\nHost: localhost\r\n\r\n";
    if (write(fd, ask, sizeof ask - 1) < 0) return 1;
    if (i < stalled) continue;
    fcntl(fd, F_SETFL, O_NONBLOCK);
    struct epoll_event event = {.events = EPOLLIN, .data.fd = fd};
    epoll_ctl(poll, EPOLL_CTL_ADD, fd, &event);
  }
  double *times = malloc(sizeof(double) * (size_t)wanted * reading), *lasts = calloc(wanted, sizeof(double));
  long count = 0;
  int ready = 0;
  struct epoll_event events[512];
  static char bytes[1 << 16];
  long quiet = now();
  while (count < (long)wanted * reading) {
    int got = epoll_wait(poll, events, 512, 200);
    if (!ready && now() - quiet > 700000000L) { ready = 1; puts("ready"); fflush(stdout); }
    if (got == 0 && ready && now() - quiet > 20000000000L) break;
    for (int i = 0; i < got; i++) {
      int fd = events[i].data.fd;
      ssize_t size = read(fd, bytes, sizeof bytes - 1);
      quiet = now();
      if (size <= 0) { if (size == 0) close(fd); continue; }
      bytes[size] = 0;
      if (!ready) { heads[fd] = 1; continue; }
      for (char *at = bytes; (at = strstr(at, "id: T")); at += 5) {
        long caused = atol(at + 5);
        int number = atoi(strchr(at, '-') + 1);
        double took = (now() - caused) / 1e6;
        if (count < (long)wanted * reading) times[count++] = took;
        if (number < wanted && took > lasts[number]) lasts[number] = took;
      }
    }
  }
  qsort(times, count, sizeof(double), order);
  qsort(lasts, wanted, sizeof(double), order);
  if (count) printf("%ld heard of %ld: p50 %.2f p99 %.2f longest %.2f; last viewer p50 %.2f p99 %.2f\n", count, (long)wanted * reading,
    times[count / 2], times[count * 99 / 100], times[count - 1], lasts[wanted / 2], lasts[wanted * 99 / 100]);
  return count < (long)wanted * reading;
}
