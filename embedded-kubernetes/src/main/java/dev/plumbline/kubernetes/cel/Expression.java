package dev.plumbline.kubernetes.cel;

import java.util.List;

/// The syntax tree of an expression.
sealed interface Expression {

    /// A literal; null is [NullValue#NULL].
    record Literal(Object value) implements Expression {
    }

    record Identifier(String name) implements Expression {
    }

    /// `operand.field`; with `optional`, `operand.?field`.
    record Select(Expression operand, String field, boolean optional) implements Expression {
    }

    /// `operand[index]`; with `optional`, `operand[?index]`.
    record Index(Expression operand, Expression index, boolean optional) implements Expression {
    }

    /// `function(arguments)`, and operators under their symbols.
    record Call(String function, List<Expression> arguments) implements Expression {
        public Call {
            arguments = List.copyOf(arguments);
        }
    }

    /// `target.function(arguments)`
    record MemberCall(Expression target, String function, List<Expression> arguments) implements Expression {
        public MemberCall {
            arguments = List.copyOf(arguments);
        }
    }

    record ListOf(List<Expression> items) implements Expression {
        public ListOf {
            items = List.copyOf(items);
        }
    }

    record MapOf(List<Expression> keys, List<Expression> values) implements Expression {
        public MapOf {
            keys = List.copyOf(keys);
            values = List.copyOf(values);
        }
    }
}
