// What the core of the Expert Advisor uses of MQL, for a C++ compiler. Files live below a folder that the test names.
#pragma once

#include <dirent.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <map>
#include <string>
#include <vector>

typedef unsigned char uchar;
typedef unsigned short ushort;
typedef unsigned int uint;
typedef unsigned long ulong;

class string {
public:
    std::u16string s;
    string() {}
    string(const char *text) {
        for (; *text; text++) s.push_back((unsigned char)*text);
    }
    string(const std::u16string &text) : s(text) {}
    std::string narrow() const {
        std::string out;
        for (char16_t c : s) out.push_back((char)c);
        return out;
    }
};

inline string operator+(const string &a, const string &b) { return string(a.s + b.s); }
inline bool operator==(const string &a, const string &b) { return a.s == b.s; }
inline bool operator!=(const string &a, const string &b) { return a.s != b.s; }

template <typename T> class DynArray {
public:
    std::vector<T> v;
    T &operator[](int i) {
        if (i < 0 || i >= (int)v.size()) {
            fprintf(stderr, "array out of range: %d of %d\n", i, (int)v.size());
            abort();
        }
        return v[i];
    }
};

#define DYN(T, name) DynArray<T> name
#define REF(T, name) DynArray<T> &name

template <typename T> int ArraySize(DynArray<T> &a) { return (int)a.v.size(); }
template <typename T> int ArrayResize(DynArray<T> &a, int size, int = 0) {
    a.v.resize(size);
    return size;
}

inline int StringLen(const string &a) { return (int)a.s.size(); }
inline ushort StringGetCharacter(const string &a, int i) { return i >= 0 && i < (int)a.s.size() ? a.s[i] : 0; }
inline string StringSubstr(const string &a, int begin, int length = -1) {
    if (begin < 0 || begin >= (int)a.s.size() || length == 0) return string();
    return string(a.s.substr(begin, length < 0 ? std::u16string::npos : (size_t)length));
}
inline int StringFind(const string &a, const string &part, int from = 0) {
    size_t at = a.s.find(part.s, from);
    return at == std::u16string::npos ? -1 : (int)at;
}
inline string IntegerToString(long value) { return string(std::to_string(value).c_str()); }
inline long StringToInteger(const string &a) { return strtol(a.narrow().c_str(), nullptr, 10); }
inline double StringToDouble(const string &a) { return strtod(a.narrow().c_str(), nullptr); }
inline string DoubleToString(double value, int digits) {
    char out[64];
    snprintf(out, sizeof out, "%.*f", digits, value);
    return string(out);
}
inline string ShortToString(ushort c) { return string(std::u16string(1, (char16_t)c)); }
const uint CP_ACP = 0;
inline string CharArrayToString(DynArray<uchar> &a, int begin, int count, uint) {
    string out;
    for (int i = 0; i < count; i++) out.s.push_back(a[begin + i]);
    return out;
}

// Files.

const int INVALID_HANDLE = -1;
const int FILE_READ = 1, FILE_WRITE = 2, FILE_BIN = 4, FILE_SHARE_READ = 128, FILE_SHARE_WRITE = 256, FILE_REWRITE = 512;

struct Shim {
    std::string root;
    std::map<int, std::string> names;
    // Called before and after what is flushed, with the file's name: where a test lets the terminal die.
    std::function<void(const std::string &)> beforeWrite, afterFlush;
    // Whether writing to a file fails, as on a full disk.
    std::function<bool(const std::string &)> fails;
    std::map<long, std::vector<std::string>> searches;
    long nextSearch = 1;
};

inline Shim &shim() {
    static Shim only;
    return only;
}

inline std::string pathOf(const string &name) {
    std::string path = name.narrow();
    for (char &c : path)
        if (c == '\\') c = '/';
    return shim().root + "/" + path;
}

inline int FileOpen(const string &name, int flags) {
    int mode = flags & FILE_WRITE ? O_RDWR | O_CREAT : O_RDONLY;
    if ((flags & FILE_WRITE) && !(flags & FILE_READ)) mode |= O_TRUNC;
    int fd = open(pathOf(name).c_str(), mode | O_CLOEXEC, 0600);
    if (fd < 0) return INVALID_HANDLE;
    if (!(flags & (FILE_SHARE_READ | FILE_SHARE_WRITE)) && flock(fd, LOCK_EX | LOCK_NB) != 0) {
        close(fd);
        return INVALID_HANDLE;
    }
    shim().names[fd] = name.narrow();
    return fd;
}
inline void FileClose(int fd) { close(fd); }
inline ulong FileSize(int fd) {
    struct stat info;
    return fstat(fd, &info) == 0 ? (ulong)info.st_size : 0;
}
inline ulong FileTell(int fd) { return (ulong)lseek(fd, 0, SEEK_CUR); }
inline bool FileSeek(int fd, long offset, int from) { return lseek(fd, offset, from) >= 0; }
inline uint FileReadArray(int fd, DynArray<uchar> &a, int begin, int count) {
    ssize_t got = read(fd, &a[begin], count);
    return got < 0 ? 0 : (uint)got;
}
inline uint FileWriteArray(int fd, DynArray<uchar> &a, int begin, int count) {
    if (shim().fails && shim().fails(shim().names[fd])) return 0;
    if (shim().beforeWrite) shim().beforeWrite(shim().names[fd]);
    ssize_t put = count == 0 ? 0 : write(fd, &a[begin], count);
    return put < 0 ? 0 : (uint)put;
}
inline void FileFlush(int fd) {
    fsync(fd);
    if (shim().afterFlush) shim().afterFlush(shim().names[fd]);
}
inline bool FileMove(const string &from, int, const string &to, int) {
    return rename(pathOf(from).c_str(), pathOf(to).c_str()) == 0;
}
inline bool FileDelete(const string &name) { return unlink(pathOf(name).c_str()) == 0; }
inline bool FileIsExist(const string &name, int = 0) { return access(pathOf(name).c_str(), F_OK) == 0; }
inline bool FolderCreate(const string &name) { return mkdir(pathOf(name).c_str(), 0700) == 0; }

inline bool FileFindNext(long search, string &found) {
    std::vector<std::string> &left = shim().searches[search];
    if (left.empty()) return false;
    found = string(left.back().c_str());
    left.pop_back();
    return true;
}
// Knows filters of the form FOLDER\*.SUFFIX.
inline long FileFindFirst(const string &filter, string &found, int) {
    std::string path = pathOf(filter);
    size_t star = path.rfind("/*");
    std::string folder = path.substr(0, star), suffix = path.substr(star + 2);
    std::vector<std::string> names;
    if (DIR *dir = opendir(folder.c_str())) {
        while (dirent *each = readdir(dir)) {
            std::string name = each->d_name;
            if (name.size() > suffix.size() && name.compare(name.size() - suffix.size(), suffix.size(), suffix) == 0)
                names.push_back(name);
        }
        closedir(dir);
    }
    long search = shim().nextSearch++;
    shim().searches[search] = names;
    return FileFindNext(search, found) ? search : INVALID_HANDLE;
}
inline void FileFindClose(long search) { shim().searches.erase(search); }
