package dev.plumbline.kubernetes.cel;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import dev.plumbline.kubernetes.cel.Expression.Call;
import dev.plumbline.kubernetes.cel.Expression.Identifier;
import dev.plumbline.kubernetes.cel.Expression.Index;
import dev.plumbline.kubernetes.cel.Expression.ListOf;
import dev.plumbline.kubernetes.cel.Expression.Literal;
import dev.plumbline.kubernetes.cel.Expression.MapOf;
import dev.plumbline.kubernetes.cel.Expression.MemberCall;
import dev.plumbline.kubernetes.cel.Expression.Select;

/// The grammar of cel-spec, by recursive descent.
final class Parser {
    private static final int MAX_DEPTH = 250;
    private static final Set<String> RELATIONS = Set.of("==", "!=", "<", "<=", ">", ">=", "in");

    private final List<Lexer.Token> tokens;
    private int at;
    private int depth;

    private Parser(List<Lexer.Token> tokens) {
        this.tokens = tokens;
    }

    static Expression parse(String text) throws CelException {
        Parser parser = new Parser(Lexer.tokens(text));
        Expression expression = parser.ternary();
        if (parser.peek().kind() != Lexer.Kind.END) {
            throw new CelException("unexpected " + parser.peek().value());
        }
        return expression;
    }

    private Expression ternary() throws CelException {
        if (++depth > MAX_DEPTH) {
            throw new CelException("expression is nested too deeply");
        }
        Expression condition = or();
        if (take("?")) {
            Expression yes = or();
            expect(":");
            condition = new Call("?:", List.of(condition, yes, ternary()));
        }
        depth--;
        return condition;
    }

    private Expression or() throws CelException {
        Expression left = and();
        while (take("||")) {
            left = new Call("||", List.of(left, and()));
        }
        return left;
    }

    private Expression and() throws CelException {
        Expression left = relation();
        while (take("&&")) {
            left = new Call("&&", List.of(left, relation()));
        }
        return left;
    }

    private Expression relation() throws CelException {
        Expression left = addition();
        while (peek().kind() != Lexer.Kind.LITERAL && RELATIONS.contains(peek().value().toString())) {
            String operator = next().value().toString();
            left = new Call(operator, List.of(left, addition()));
        }
        return left;
    }

    private Expression addition() throws CelException {
        Expression left = multiplication();
        while (peek().is("+") || peek().is("-")) {
            String operator = next().value().toString();
            left = new Call(operator, List.of(left, multiplication()));
        }
        return left;
    }

    private Expression multiplication() throws CelException {
        Expression left = unary();
        while (peek().is("*") || peek().is("/") || peek().is("%")) {
            String operator = next().value().toString();
            left = new Call(operator, List.of(left, unary()));
        }
        return left;
    }

    private Expression unary() throws CelException {
        if (take("!")) {
            return new Call("!", List.of(unary()));
        }
        if (take("-")) {
            return new Call("neg", List.of(unary()));
        }
        return member();
    }

    private Expression member() throws CelException {
        Expression operand = primary();
        while (true) {
            if (peek().is(".") || peek().is(".?")) {
                boolean optional = next().is(".?");
                String name = identifier();
                operand = !optional && take("(")
                        ? new MemberCall(operand, name, arguments(")"))
                        : new Select(operand, name, optional);
            } else if (peek().is("[") || peek().is("[?")) {
                boolean optional = next().is("[?");
                Expression index = ternary();
                expect("]");
                operand = new Index(operand, index, optional);
            } else {
                return operand;
            }
        }
    }

    private Expression primary() throws CelException {
        Lexer.Token token = next();
        if (token.kind() == Lexer.Kind.LITERAL) {
            return new Literal(token.value());
        }
        if (token.is("(")) {
            Expression inner = ternary();
            expect(")");
            return inner;
        }
        if (token.is("[")) {
            return new ListOf(arguments("]"));
        }
        if (token.is("{")) {
            return map();
        }
        if (token.is(".")) {
            return new Identifier(identifier());
        }
        if (token.kind() != Lexer.Kind.IDENTIFIER) {
            throw new CelException("unexpected " + (token.kind() == Lexer.Kind.END ? "end" : token.value()));
        }
        String name = token.value().toString();
        return take("(") ? new Call(name, arguments(")")) : new Identifier(name);
    }

    private Expression map() throws CelException {
        List<Expression> keys = new ArrayList<>();
        List<Expression> values = new ArrayList<>();
        while (!take("}")) {
            keys.add(ternary());
            expect(":");
            values.add(ternary());
            if (!peek().is("}")) {
                expect(",");
            }
        }
        return new MapOf(keys, values);
    }

    private List<Expression> arguments(String end) throws CelException {
        List<Expression> arguments = new ArrayList<>();
        while (!take(end)) {
            arguments.add(ternary());
            if (!peek().is(end)) {
                expect(",");
            }
        }
        return arguments;
    }

    private String identifier() throws CelException {
        Lexer.Token token = next();
        if (token.kind() != Lexer.Kind.IDENTIFIER) {
            throw new CelException("a name is missing before " + token.value());
        }
        return token.value().toString();
    }

    private Lexer.Token peek() {
        return tokens.get(at);
    }

    private Lexer.Token next() {
        Lexer.Token token = tokens.get(at);
        if (token.kind() != Lexer.Kind.END) {
            at++;
        }
        return token;
    }

    private boolean take(String symbol) {
        if (peek().is(symbol)) {
            at++;
            return true;
        }
        return false;
    }

    private void expect(String symbol) throws CelException {
        if (!take(symbol)) {
            throw new CelException("'" + symbol + "' is missing before " + peek().value());
        }
    }
}
