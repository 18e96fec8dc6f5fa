package dev.plumbline.kubernetes.kinds;

/// What a kind allows as `metadata.name`.
public enum NameRule {
    /// RFC 1123 subdomain: most kinds.
    DNS_SUBDOMAIN,
    /// RFC 1123 label of at most 63 characters: Namespace and others that become a part of a host name.
    DNS_LABEL,
    /// RFC 1035 label: kinds whose name may not begin with a digit.
    DNS_1035_LABEL,
    /// Anything that can stand between two slashes of a URL: the RBAC kinds.
    PATH_SEGMENT
}
